//! Views of what the provider sends by itself: events, and how they are signed.

use super::doctext::DocText;
use super::examples::package_ident;
use super::rust::Context;
use super::types::docs_of;
use super::view::{ByView, EventView, EventsView, FileView, Present, SettingView, VerifyView, WebhooksView};
use crate::config::{EventName, Scheme, Verify};
use crate::ir::{Hook, NamedBy};

/// The files of the module `webhooks`; none where nothing is known of them.
pub(super) fn files(cx: Context<'_>) -> Vec<(String, FileView)> {
    let events: Vec<EventsView> = [webhooks(cx), callbacks(cx)].into_iter().flatten().collect();
    let verify = cx.config.webhooks.as_ref().and_then(|stated| stated.verify.as_ref()).map(|stated| verify(cx, stated));
    if events.is_empty() && verify.is_none() {
        return Vec::new();
    }
    let title = DocText::foreign_line(&cx.config.title);
    let present = |there: bool| if there { Present::Yes } else { Present::No };
    let view = WebhooksView {
        docs: DocText::own(format!("What {title} sends by itself.")),
        events: present(!events.is_empty()),
        verify: present(verify.is_some()),
    };
    let mut files = vec![("src/webhooks/mod.rs".to_owned(), FileView::Webhooks(view))];
    if !events.is_empty() {
        files.push(("src/webhooks/events.rs".to_owned(), FileView::Events(events)));
    }
    files.extend(verify.map(|view| ("src/webhooks/verify.rs".to_owned(), FileView::Verify(view))));
    files
}

fn webhooks(cx: Context<'_>) -> Option<EventsView> {
    let (by, how) = match &cx.api.webhooks_by {
        NamedBy::Caller => {
            (ByView::Caller, "Nothing in a delivery tells which it is: the caller knows its name.".to_owned())
        }
        NamedBy::Member(pointer) => (
            ByView::Member(pointer.clone()),
            format!("The text at {} of a payload tells which it is.", DocText::code(pointer)),
        ),
        NamedBy::Header(name) => {
            (ByView::Header(name.clone()), format!("The header {} tells which it is.", DocText::code(name)))
        }
    };
    let about = format!("A webhook of {}.", DocText::foreign_line(&cx.config.title));
    events(cx, "WebhookEvent", &cx.api.webhooks, &cx.names.webhooks, by, DocText::own(about).then(DocText::own(how)))
}

fn callbacks(cx: Context<'_>) -> Option<EventsView> {
    let about = "What is sent to an address that was given to an operation.";
    let how = "Each is named by its operation and callback.";
    let docs = DocText::own(about).then(DocText::own(how));
    events(cx, "CallbackEvent", &cx.api.callbacks, &cx.names.callbacks, ByView::Caller, docs)
}

fn events(
    cx: Context<'_>,
    name: &'static str,
    hooks: &[Hook],
    names: &[String],
    by: ByView,
    docs: DocText,
) -> Option<EventsView> {
    let arms = hooks.iter().zip(names).map(|(hook, name)| EventView {
        hook: hook.name.clone(),
        name: name.clone(),
        docs: DocText::own(DocText::code(&hook.name)).then(docs_of(&hook.docs)),
        tags: hook.tags.clone(),
        payload: hook.payload.as_ref().map(|ty| (cx.rust(ty), cx.codec(ty))),
    });
    let arms: Vec<EventView> = arms.collect();
    (!arms.is_empty()).then_some(EventsView { name, docs, by, arms })
}

fn verify(cx: Context<'_>, stated: &Verify) -> VerifyView {
    let setting = |key: &str| stated.settings.get(key).cloned();
    let header = |key: &str| setting(key).unwrap_or_default();
    let constructor = match stated.scheme {
        Scheme::Standard => ("standard_webhooks", Vec::new()),
        Scheme::Stripe => ("stripe", vec![header("signature-header")]),
        Scheme::Hmac => ("hmac", vec![header("signature-header")]),
        Scheme::Ed25519 => ("ed25519", vec![header("signature-header"), header("timestamp-header")]),
    };
    let mut settings: Vec<(&'static str, SettingView)> = Vec::new();
    for (key, method) in [
        ("signature-header", "signature_header"),
        ("timestamp-header", "timestamp_header"),
        ("id-header", "id_header"),
        ("prefix", "prefix"),
        ("signed", "signed"),
    ] {
        let value = setting(key).filter(|value| !constructor.1.contains(value) || !key.ends_with("-header"));
        settings.extend(value.map(|value| (method, SettingView::Text(value))));
    }
    for (key, method) in [("hash", "hash"), ("encoding", "encoding"), ("secret-encoding", "secret")] {
        settings.extend(stated.settings.get(key).and_then(|value| Some((method, variant(key, value)?))));
    }
    settings.extend(stated.tolerance.map(|seconds| ("tolerance", SettingView::Seconds(seconds))));
    let event = cx.config.webhooks.as_ref().and_then(|stated| stated.event.as_ref());
    let event_header =
        event.and_then(|event| if let EventName::Header(name) = event { Some(name.clone()) } else { None });
    VerifyView {
        provider: cx.provider.to_owned(),
        package: package_ident(cx.provider),
        title: DocText::foreign_line(&cx.config.title),
        secret_var: stated.secret_var.clone(),
        keys: if stated.scheme == Scheme::Ed25519 { "the public keys" } else { "the secrets" },
        family: stated.scheme.name(),
        constructor,
        settings,
        event_header,
    }
}

/// The runtime's word for a value of provider.toml.
fn variant(key: &str, value: &str) -> Option<SettingView> {
    const WORDS: [(&str, &str, &str, &str); 8] = [
        ("hash", "sha256", "Hash", "Sha256"),
        ("hash", "sha384", "Hash", "Sha384"),
        ("hash", "sha512", "Hash", "Sha512"),
        ("encoding", "hex", "Encoding", "Hex"),
        ("encoding", "base64", "Encoding", "Base64"),
        ("secret-encoding", "text", "SecretForm", "Text"),
        ("secret-encoding", "hex", "SecretForm", "Hex"),
        ("secret-encoding", "base64", "SecretForm", "Base64"),
    ];
    let word = WORDS.into_iter().find(|(known, text, ..)| *known == key && *text == value)?;
    Some(SettingView::Variant(word.2, word.3))
}

/// The section of README.md; nothing where nothing is known.
pub(super) fn readme(files: &[(String, FileView)]) -> String {
    let mut text = String::new();
    for (_, file) in files {
        match file {
            FileView::Verify(view) => text.push_str(&format!(
                "\nThe feature `webhooks` checks their signatures ({}), without an HTTP client: \
                 `webhooks::Verifier::from_env()` takes {} from `{}`, and `verify(&headers, &body)` gives what was \
                 delivered. `webhooks::Signer` signs as the provider does, for tests.\n",
                view.family, view.keys, view.secret_var
            )),
            FileView::Events(views) => {
                text.push_str("\n| event | payload | called |\n|---|---|---|\n");
                let rows = views.iter().flat_map(|view| view.arms.iter().map(move |arm| (view.name, arm)));
                for (of, arm) in rows {
                    let payload = arm.payload.as_ref().map(|(ty, _)| format!("`{ty}`")).unwrap_or_default();
                    let tags: Vec<String> = arm.tags.iter().map(|tag| DocText::code(tag)).collect();
                    text.push_str(&format!("| `{of}::{}` | {payload} | {} |\n", arm.name, tags.join(", ")));
                }
            }
            _ => {}
        }
    }
    if text.is_empty() { text } else { format!("\n## Webhooks\n{text}") }
}
