#![allow(clippy::unwrap_used, missing_docs)]
use bursar_codegen::*;
#[test]
fn try_it() {
    let path = std::env::var("TRY").unwrap();
    let out = std::env::var("OUT").unwrap();
    let name = std::path::Path::new(&path).file_name().unwrap().to_str().unwrap().to_owned();
    let files = Files::from([(name.clone(), std::fs::read(&path).unwrap())]);
    let mut diags = diag::Diags::default();
    let mut trace = source::Trace::default();
    let t = std::time::Instant::now();
    let v = source::load(&files, &name, &mut diags).unwrap();
    eprintln!("load {:?}", t.elapsed());
    let v = lower::lower(v, &name, &mut trace, &mut diags);
    eprintln!("lower {:?}", t.elapsed());
    let d = v.and_then(|v| doc::parse(&v, &name, &mut diags));
    eprintln!("doc {:?}", t.elapsed());
    if let Some(d) = d {
        let api = model::model(&d, &name, &mut diags);
        eprintln!("model {:?}", t.elapsed());
        let facts = analyze::analyze(&api);
        let (names, lock) = name::name(&api, &[], &Default::default(), &name, &mut diags);
        eprintln!("name {:?}", t.elapsed());
        let mut config = config::Config {
            title: "T".into(),
            description: "d".into(),
            version: "0.1.0".into(),
            ..Default::default()
        };
        for (i, s) in api.servers.iter().enumerate() {
            config.environments.push(config::Environment {
                name: format!("E{i}"),
                server: s.url.clone(),
                ..Default::default()
            });
        }
        config.default_environment = Some("E0".into());
        let view = plan::plan(&api, &facts, &names, plan::Target { provider: "try", config: &config });
        eprintln!("plan {:?}", t.elapsed());
        for (p, f) in &view.files {
            let text = match f {
                plan::view::FileView::Text(t) => t.clone(),
                f => render::render(&view.header, &emit::emit(f).unwrap()).unwrap(),
            };
            let to = std::path::Path::new(&out).join(p);
            std::fs::create_dir_all(to.parent().unwrap()).unwrap();
            std::fs::write(to, text).unwrap();
        }
        eprintln!("render {:?} ops {} types {}", t.elapsed(), api.ops.len(), api.types.len());
        if let Some(l) = lock.to_text() {
            std::fs::write(std::path::Path::new(&out).join("names.lock"), l).unwrap();
        }
    }
    let mut by = std::collections::BTreeMap::new();
    for d in diags.iter() {
        *by.entry((format!("{:?}", d.severity), d.code)).or_insert(0) += 1;
        if d.severity > diag::Severity::Note && *by.get(&(format!("{:?}", d.severity), d.code)).unwrap() < 4 {
            eprintln!("{:?} {} {:?} {}", d.severity, d.code, d.at, d.message);
        }
    }
    eprintln!("{by:#?}");
}
