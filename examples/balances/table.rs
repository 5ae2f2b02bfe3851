//! A table for people: columns as wide as their longest cell, amounts to the right.

/// A balance.
#[derive(Debug)]
pub(crate) struct Row {
    /// Who keeps it.
    pub(crate) provider: &'static str,
    /// Whose it is.
    pub(crate) account: String,
    /// ISO 4217 where the provider says so.
    pub(crate) currency: String,
    /// What can be spent.
    pub(crate) available: String,
    /// What is on its way.
    pub(crate) pending: String,
    /// When it was so, in UTC.
    pub(crate) as_of: String,
}

const HEAD: [&str; 6] = ["PROVIDER", "ACCOUNT", "CURRENCY", "AVAILABLE", "PENDING", "AS OF"];

/// The table as text; a cell without a value is a dash.
pub(crate) fn print(rows: &[Row]) -> String {
    let cells = |row: &Row| {
        [row.provider, &row.account, &row.currency, &row.available, &row.pending, &row.as_of]
            .map(|cell| if cell.is_empty() { "-".to_owned() } else { cell.to_owned() })
    };
    let lines: Vec<[String; 6]> = std::iter::once(HEAD.map(str::to_owned)).chain(rows.iter().map(cells)).collect();
    let mut text = String::new();
    for line in &lines {
        let columns = line.iter().enumerate().map(|(column, cell)| {
            let width = lines.iter().map(|line| line[column].chars().count()).max().unwrap_or(0);
            if column == 3 || column == 4 { format!("{cell:>width$}") } else { format!("{cell:width$}") }
        });
        text.push_str(columns.collect::<Vec<_>>().join("  ").trim_end());
        text.push('\n');
    }
    text
}
