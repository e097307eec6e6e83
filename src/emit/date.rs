//! A publication date in words to `YYYY-MM-DD`, where it says one thing only.

use crate::arrange::{Order, iso_in};

/// The date in ISO form; the words themselves where they could mean several days (`01/02/2025`).
pub(super) fn published(text: &str, order: Order) -> String {
    iso_in(text, order).unwrap_or_else(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use crate::arrange::Order;

    fn published(text: &str) -> String {
        super::published(text, Order::Unknown)
    }

    #[test]
    fn dates_that_say_one_thing() {
        for (text, date) in [
            ("2025-08-27", "2025-08-27"),
            ("2025-08-27T23:10:00+02:00", "2025-08-27"),
            ("Aug 27, 2025", "2025-08-27"),
            ("August 27th, 2025", "2025-08-27"),
            ("Published on Wednesday, 27 August 2025 at 10:15", "2025-08-27"),
            ("3 Sept. 2024", "2024-09-03"),
            ("May 1 2023", "2023-05-01"),
        ] {
            assert_eq!(published(text), date, "{text}");
        }
    }

    #[test]
    fn dates_that_do_not_stay_as_they_are() {
        for text in [
            "01/02/2025",
            "yesterday",
            "May",
            "Mayor 1 2025",
            "Aug 2025",
            "Aug 45, 2025",
            "2025-13-01",
            "2025-02-30",
            "10/11/2025 08:15",
            "5 Aug 25",
            "",
        ] {
            assert_eq!(published(text), text);
        }
    }
}
