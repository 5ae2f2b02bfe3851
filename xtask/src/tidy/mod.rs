//! `cargo xtask tidy`
/// x
pub fn list() -> String {
    String::new()
}
/// x
/// # Errors
/// x
pub fn check(_root: &std::path::Path) -> Result<Vec<String>, String> {
    Ok(vec![])
}
