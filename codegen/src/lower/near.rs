//! The name that was probably meant.

/// The nearest of `names`, when one is near enough to be a slip.
pub(super) fn nearest<'a>(name: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (name.chars().count() / 4).clamp(1, 3);
    names
        .into_iter()
        .filter(|other| *other != name && other.chars().count().abs_diff(name.chars().count()) <= limit)
        .map(|other| (distance(name, other), other))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, other)| other)
}

/// Edit distance with the case of letters counting nothing.
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().flat_map(char::to_lowercase).collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (i, a) in left.chars().flat_map(char::to_lowercase).enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in right.iter().enumerate() {
            let change = diagonal + usize::from(a != *b);
            diagonal = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[right.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn nearest_names() {
        let check = |name, expect: Option<&str>| {
            assert_eq!(nearest(name, ["Pet", "Error", "BalanceResponse", "description"]), expect, "{name}");
        };
        check("Pets", Some("Pet"));
        check("error", Some("Error"));
        check("BalanceRespnse", Some("BalanceResponse"));
        check("desciption", Some("description"));
        check("Customer", None);
        check("Pet", None);
    }
}
