//! Many documents at once: finding inputs, running the desk in parallel, writing outputs whole.
