//! Neither the order of a document nor what it gains renames anything: documents made by chance, put in order and added to.

use super::*;

/// SplitMix64: enough to shuffle with, and the same everywhere.
pub(super) struct Random(pub(super) u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub(super) fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    pub(super) fn shuffle<T>(&mut self, items: &mut [T]) {
        for end in (1..items.len()).rev() {
            items.swap(end, self.below(end + 1));
        }
    }

    /// A name made of few parts, so that many are alike after respelling.
    fn name(&mut self) -> String {
        let parts = ["pet", "Pet", "PET", "option", "Vec", "1", "-", "_", ".", "é", "type"];
        (0..=self.below(3)).map(|_| parts[self.below(parts.len())]).collect()
    }
}

/// An API of nothing but component schemas and one response component for every third of them.
fn arena(names: &[String]) -> Api {
    let mut api = Api::default();
    for name in names {
        let mut add = |hint, section: &str| {
            let origin = Pointer::root().join(["components", section, name]);
            api.types.push(TypeDef {
                hint,
                kind: TypeKind::Alias(crate::ir::Ty::Str),
                docs: Default::default(),
                origin,
            });
        };
        add(NameHint::Component(name.clone()), "schemas");
        if name.len() % 3 == 0 {
            add(NameHint::Words(name.clone()), "responses");
        }
    }
    api
}

fn by_origin(api: &Api, lock: &Lock) -> (BTreeMap<String, String>, Lock) {
    let (names, next) = name(api, &[], lock, "openapi.yaml", &mut Diags::default());
    (api.types.iter().map(|(id, def)| (def.origin.to_string(), names.ty(id).to_owned())).collect(), next)
}

#[test]
fn neither_order_nor_newcomers_rename() {
    for seed in 0..300 {
        let mut random = Random(seed);
        let mut wires: Vec<String> = (0..1 + random.below(12)).map(|_| random.name()).collect();
        wires.sort();
        wires.dedup();
        random.shuffle(&mut wires);
        let (first, lock) = by_origin(&arena(&wires), &Lock::default());
        let mut unique: Vec<&String> = first.values().collect();
        unique.sort();
        unique.dedup();
        assert_eq!(unique.len(), first.len(), "seed {seed}: two types have one name in {first:?}");

        let mut turned = wires.clone();
        random.shuffle(&mut turned);
        assert_eq!(by_origin(&arena(&turned), &Lock::default()).0, first, "seed {seed}: order matters");

        for _ in 0..1 + random.below(4) {
            let newcomer = random.name();
            if !turned.contains(&newcomer) {
                turned.push(newcomer);
            }
        }
        random.shuffle(&mut turned);
        let (second, next) = by_origin(&arena(&turned), &lock);
        for (origin, name) in &first {
            assert_eq!(second.get(origin), Some(name), "seed {seed}: {origin} was renamed among {turned:?}");
        }
        let kept = |(origin, name): (&String, &String)| next.types.get(origin) == Some(name);
        assert!(lock.types.iter().all(kept), "seed {seed}: the lock forgets");
        assert_eq!(by_origin(&arena(&turned), &next), (second, next), "seed {seed}: a second run differs");
    }
}

/// One object and one enum with these members and values, an operation with these parameters, and the names of all.
fn inside(wires: &[String], lock: &Lock) -> (BTreeMap<String, String>, Lock) {
    let text = |value: &String| serde_json::Value::from(value.as_str());
    let values: Vec<_> = wires.iter().map(text).collect();
    let members: serde_json::Map<_, _> =
        wires.iter().map(|wire| (wire.clone(), serde_json::json!({"type": "integer"}))).collect();
    let params: Vec<_> = wires
        .iter()
        .filter(|wire| !wire.is_empty())
        .map(|wire| serde_json::json!({"name": wire, "in": "query", "schema": {"type": "string"}}))
        .collect();
    let object =
        serde_json::json!({"type": "object", "properties": members, "additionalProperties": {"type": "string"}});
    let schema = serde_json::json!({"type": "object", "properties": {
        "object": {"$ref": "#/components/schemas/Object"}, "value": {"$ref": "#/components/schemas/Value"}}});
    let document = serde_json::json!({
        "openapi": "3.0.3", "info": {"title": "T", "version": "1"},
        "paths": {"/a b": {"get": {"operationId": "read", "parameters": params,
            "responses": {"200": {"description": "d", "content": {"application/json": {"schema": schema}}}}}}},
        "components": {"schemas": {"Object": object, "Value": {"type": "string", "enum": values}}},
    });
    let files = crate::Files::from([("openapi.json".to_owned(), document.to_string().into_bytes())]);
    let mut diags = Diags::default();
    let value = crate::source::load(&files, "openapi.json", &mut diags).unwrap();
    let value = crate::lower::lower(value, "openapi.json", &files, &mut Default::default(), &mut diags).unwrap();
    let doc = crate::doc::parse(&value, "openapi.json", &mut diags).unwrap();
    let api = crate::model::model(&doc, "openapi.json", &mut diags);
    let (names, next) = name(&api, &[], lock, "openapi.json", &mut diags);
    let mut all = BTreeMap::new();
    for (id, def) in api.types.iter() {
        let given = names.members(id);
        let wires: Vec<String> = match &def.kind {
            TypeKind::Struct { fields, extra } => {
                all.extend(extra.iter().map(|_| (format!("{} others", def.origin), given.extra.clone())));
                fields.iter().map(|field| field.wire.clone()).collect()
            }
            TypeKind::Enum { variants, .. } => {
                variants.iter().map(|variant| variant.value.as_str().unwrap().to_owned()).collect()
            }
            _ => Vec::new(),
        };
        let named = wires.iter().zip(&given.members);
        all.extend(named.map(|(wire, name)| (format!("{} = {wire}", def.origin), name.clone())));
    }
    for (id, op) in api.ops.iter() {
        let named = op.params.iter().zip(&names.op(id).members.params);
        all.extend(named.map(|(param, name)| (format!("param {}", param.wire), name.clone())));
    }
    (all, next)
}

#[test]
fn a_new_member_or_value_renames_no_other() {
    for seed in 0..60 {
        let mut random = Random(seed);
        let word = |random: &mut Random| {
            let parts = [
                "ok", "Ok", "OK", "extra", "new", "unknown", "1", "-", "_", "type", "é", "*", "\n", "\"", "\u{202e}",
                "\u{7f}",
            ];
            (0..=random.below(2)).map(|_| parts[random.below(parts.len())]).collect::<String>()
        };
        let mut wires: Vec<String> = (0..1 + random.below(8)).map(|_| word(&mut random)).collect();
        wires.sort();
        wires.dedup();
        random.shuffle(&mut wires);
        let (first, mut lock) = inside(&wires, &Lock::default());
        let mut turned = wires.clone();
        random.shuffle(&mut turned);
        assert_eq!(inside(&turned, &Lock::default()).0, first, "seed {seed}: order matters");
        let mut before = first;
        // several times, for what came later is published, too
        for _ in 0..3 {
            let newcomer = word(&mut random);
            if !turned.contains(&newcomer) {
                turned.insert(random.below(turned.len() + 1), newcomer);
            }
            let (after, next) = inside(&turned, &lock);
            for (what, name) in &before {
                assert_eq!(after.get(what), Some(name), "seed {seed}: {what} was renamed among {turned:?}");
            }
            assert_eq!(inside(&turned, &next), (after.clone(), next.clone()), "seed {seed}: a second run differs");
            let file = crate::Files::from([("names.lock".to_owned(), next.to_text().unwrap().into_bytes())]);
            assert_eq!(Lock::load(&file, &mut Diags::default()), next, "seed {seed}: the file says something else");
            (before, lock) = (after, next);
        }
    }
}

#[test]
fn members_are_kept_where_they_are_respelled() {
    let lock = |wires: &[&str]| {
        let wires: Vec<String> = wires.iter().map(|wire| (*wire).to_owned()).collect();
        let lock = inside(&wires, &Lock::default()).1;
        lock.members.into_iter().chain(lock.parameters).collect::<Vec<_>>()
    };
    let kept = |key: &str, name: &str| (key.to_owned(), name.to_owned());
    assert_eq!(
        lock(&["user_id", "Self"]),
        [
            kept("#/components/schemas/Object", "extra"),
            kept("#/components/schemas/Object Self", "self"),
            kept("#/components/schemas/Value user_id", "UserId"),
            kept("GET%20/a%20b query Self", "self"),
        ]
    );
}
