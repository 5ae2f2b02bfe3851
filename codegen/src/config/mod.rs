//! provisional
use crate::ir::ClientAuth;
use std::collections::BTreeMap;
#[derive(Debug, Clone, Default)]
pub struct Config {
    pub title: String,
    pub description: String,
    pub spec: String,
    pub version: String,
    pub keywords: Vec<String>,
    pub default_environment: Option<String>,
    pub source: SourceDoc,
    pub environments: Vec<Environment>,
    pub auth: Vec<Auth>,
}
#[derive(Debug, Clone, Default)]
pub struct SourceDoc {
    pub document: String,
    pub retrieved: String,
}
#[derive(Debug, Clone)]
pub struct Environment {
    pub name: String,
    pub server: String,
    pub about: String,
    pub token_url: Option<String>,
}
#[derive(Debug, Clone)]
pub struct Auth {
    pub scheme: String,
    pub variables: BTreeMap<String, String>,
    pub client_authentication: ClientAuth,
}
