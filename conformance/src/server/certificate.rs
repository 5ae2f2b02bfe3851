//! Certificates, good and bad, and the authority that clients are told to trust. Made anew for every run.

use std::net::Ipv4Addr;
use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair, SanType, date_time_ymd};
use rustls::ServerConfig;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};

use crate::suite::Certificate;

/// What a host shows.
pub struct Identity {
    /// For its side of the handshake.
    pub config: Arc<ServerConfig>,
}

/// An authority that clients trust, and another that they do not know.
pub struct Authorities {
    trusted: Authority,
    unknown: Authority,
}

struct Authority {
    issuer: Issuer<'static, KeyPair>,
    der: CertificateDer<'static>,
}

/// Why there is no certificate.
pub type Trouble = Box<dyn std::error::Error + Send + Sync>;

impl Authorities {
    /// Makes both.
    ///
    /// # Errors
    /// When there is no randomness.
    pub fn make() -> Result<Self, Trouble> {
        Ok(Self { trusted: Authority::make("trusted")?, unknown: Authority::make("unknown")? })
    }

    /// The root that clients are told to trust, as DER.
    pub fn root(&self) -> &[u8] {
        &self.trusted.der
    }

    /// A certificate for the hosts.
    ///
    /// # Errors
    /// When there is no randomness.
    pub fn identity(&self, kind: Certificate) -> Result<Identity, Trouble> {
        let mut params = CertificateParams::new(Vec::new())?;
        params.subject_alt_names = match kind {
            Certificate::WrongHost => vec![SanType::DnsName("other.example".try_into()?)],
            _ => vec![SanType::IpAddress(Ipv4Addr::LOCALHOST.into()), SanType::DnsName("localhost".try_into()?)],
        };
        params.not_before = date_time_ymd(2020, 1, 1);
        params.not_after = match kind {
            Certificate::Expired => date_time_ymd(2021, 1, 1),
            _ => date_time_ymd(4000, 1, 1),
        };
        let key = KeyPair::generate()?;
        let certificate = match kind {
            Certificate::SelfSigned => params.self_signed(&key)?,
            Certificate::UnknownCa => params.signed_by(&key, &self.unknown.issuer)?,
            _ => params.signed_by(&key, &self.trusted.issuer)?,
        };
        let key = PrivateKeyDer::try_from(key.serialize_der())?;
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_single_cert(vec![certificate.der().clone()], key)?;
        Ok(Identity { config: Arc::new(config) })
    }
}

impl Authority {
    fn make(name: &str) -> Result<Self, Trouble> {
        let mut params = CertificateParams::new(Vec::new())?;
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.distinguished_name.push(rcgen::DnType::CommonName, format!("{name} authority of a test"));
        let key = KeyPair::generate()?;
        let der = params.self_signed(&key)?.der().clone();
        Ok(Self { issuer: Issuer::new(params, key), der })
    }
}
