//! Cargo features by group: what of a large crate is compiled only for those who ask for it.
//!
//! Files are the unit: a file of types stands behind the features of all groups that reach one of its types, and what the
//! rest of that file holds counts as reached as well.

use std::collections::{BTreeMap, BTreeSet};

use super::layout::{Home, Layout};
use super::rust::Context;
use crate::analyze;
use crate::config::GroupFeatures;
use crate::ir::{OpId, Ty, TypeId};

/// A document with more operations than this has them behind features, unless provider.toml says otherwise.
const MANY: usize = 150;

/// Features of every crate; no group gets their names.
const TAKEN: [&str; 10] =
    ["blocking", "client", "default", "full", "full-serde", "native-tls", "rustls", "testing", "tracing", "webhooks"];

/// The feature of a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Feature {
    pub(super) name: String,
    /// Features of the groups whose operations hold types that these operations use.
    pub(super) needs: Vec<String>,
}

/// Which features there are, and what stands behind which.
#[derive(Debug, Default)]
pub(super) struct Features {
    /// By index of the group.
    groups: BTreeMap<usize, Feature>,
    /// By file of types: the features that bring it, or none when it is always there.
    files: BTreeMap<String, Vec<String>>,
}

impl Features {
    pub(super) fn of(cx: Context<'_>, layout: &Layout) -> Self {
        let groups = layout.groups(cx);
        let wanted = match cx.config.group_features {
            GroupFeatures::BySize => cx.api.ops.len() > MANY,
            GroupFeatures::Always => true,
            GroupFeatures::Never => false,
        };
        if !wanted || groups.len() < 2 {
            return Self::default();
        }
        let walk = Walk { cx, layout };
        let hooks = cx.api.webhooks.iter().chain(&cx.api.callbacks).filter_map(|hook| hook.payload.as_ref());
        // what the provider sends by itself stands behind no feature of a group, nor does what it is made of
        let mut always = walk.from(hooks.collect(), &[]);
        let mut open: BTreeSet<usize> = always.groups.clone();
        while let Some(group) = open.pop_first() {
            let more = walk.of_group(&groups, group);
            open.extend(more.groups.difference(&always.groups));
            always.groups.extend(more.groups);
            always.groups.insert(group);
            always.files.extend(more.files);
        }
        let gated: Vec<usize> =
            groups.iter().map(|(group, _)| *group).filter(|group| !always.groups.contains(group)).collect();
        let names: BTreeMap<usize, String> = gated.iter().map(|&group| (group, name(cx, group))).collect();
        let mut features = Self::default();
        for &group in &gated {
            let reached = walk.of_group(&groups, group);
            let needs = reached.groups.iter().filter(|other| **other != group);
            let needs = needs.filter_map(|other| names.get(other).cloned()).collect();
            for file in reached.files.iter().filter(|file| !always.files.contains(*file)) {
                features.files.entry((*file).to_owned()).or_default().push(names[&group].clone());
            }
            features.groups.insert(group, Feature { name: names[&group].clone(), needs });
        }
        features.files.values_mut().for_each(|names| names.sort());
        features
    }

    /// All of them, sorted by name.
    pub(super) fn all(&self) -> Vec<&Feature> {
        let mut all: Vec<_> = self.groups.values().collect();
        all.sort_by(|a, b| a.name.cmp(&b.name));
        all
    }

    /// What brings the operations of a group; nothing when they are always there.
    pub(super) fn of_ops(&self, group: usize) -> Vec<String> {
        self.groups.get(&group).map(|feature| feature.name.clone()).into_iter().collect()
    }

    /// What brings a file of types, any of it; nothing when it is always there.
    pub(super) fn of_types(&self, module: &str) -> Vec<String> {
        self.files.get(module).cloned().unwrap_or_default()
    }
}

fn name(cx: Context<'_>, group: usize) -> String {
    let name = cx.names.groups[group].module.trim_start_matches("r#").replace('_', "-");
    if TAKEN.contains(&name.as_str()) { format!("{name}-group") } else { name }
}

struct Walk<'a> {
    cx: Context<'a>,
    layout: &'a Layout,
}

/// What was reached: files of types, and groups whose operations hold types.
#[derive(Debug, Default)]
struct Reached<'a> {
    files: BTreeSet<&'a str>,
    groups: BTreeSet<usize>,
}

impl<'a> Walk<'a> {
    fn of_group(&self, groups: &[(usize, Vec<OpId>)], group: usize) -> Reached<'a> {
        let ids = groups.iter().filter(|(index, _)| *index == group).flat_map(|(_, ids)| ids);
        let (mut types, mut inside) = (Vec::new(), Vec::new());
        for &id in ids {
            let op = &self.cx.api.ops[id];
            types.extend(op.params.iter().map(|param| &param.ty));
            types.extend(op.body.iter().flat_map(|body| &body.forms).filter_map(|form| form.content.ty()));
            types.extend(op.replies.iter().filter_map(|reply| reply.content.ty()));
            inside.extend_from_slice(self.layout.inside(id));
        }
        self.from(types, &inside)
    }

    /// What `types`, and the parts of the types `inside`, reach. Types inside of operations are followed wherever they
    /// stand; the feature of their group brings what else stands there.
    fn from(&self, types: Vec<&'a Ty>, inside: &[TypeId]) -> Reached<'a> {
        let mut reached = Reached::default();
        let mut seen: BTreeSet<TypeId> = BTreeSet::new();
        let mut open: Vec<TypeId> = inside.to_vec();
        types.into_iter().for_each(|ty| analyze::named(ty, &mut open));
        while let Some(id) = open.pop() {
            if !seen.insert(id) {
                continue;
            }
            for part in analyze::parts(&self.cx.api.types[id].kind) {
                analyze::named(part, &mut open);
            }
            match self.layout.home(id) {
                Home::Root(file) => {
                    reached.files.insert(file);
                    open.extend_from_slice(self.layout.beside(file));
                }
                Home::Op(op) => {
                    reached.groups.extend(self.cx.api.ops[op].groups.first());
                }
            }
        }
        reached
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::config::Config;
    use crate::model::tests::read;
    use crate::plan::{Target, plan, view};
    use crate::{analyze, name};

    /// Lines of SURFACE.txt about features, and how the modules and the client's accessors are gated.
    fn features(document: &str, group_features: GroupFeatures) -> Vec<String> {
        let (api, mut diags) = read(document);
        let facts = analyze::analyze(&api);
        let (names, _) = name::name(&api, &[], &name::Lock::default(), "openapi.yaml", &mut diags);
        let config = Config { group_features, ..Config::default() };
        let view = plan(&api, &facts, &names, Target { provider: "demo", config: &config, released: None });
        let mut lines = Vec::new();
        for (path, file) in &view.files {
            match file {
                view::FileView::Text(text) if path == "Cargo.toml" => {
                    let text = text.split("# every operation\n").nth(1).unwrap().split("\n\n").next().unwrap();
                    lines.extend(text.lines().filter(|line| !line.starts_with('#')).map(str::to_owned));
                }
                view::FileView::Modules(modules) => {
                    let gated = modules.modules.iter().map(|it| format!("{} if {}", it.name, it.features.join(" or ")));
                    lines.extend(gated);
                }
                view::FileView::Client(client) => {
                    let gated =
                        client.groups.iter().map(|it| format!("{}() if {}", it.module, it.features.join(" or ")));
                    lines.extend(gated);
                }
                _ => {}
            }
        }
        lines
    }

    fn reply(schema: &str) -> String {
        format!("responses: {{200: {{description: '', content: {{application/json: {{schema: {schema}}}}}}}}}")
    }

    fn component(name: &str) -> String {
        format!("{{$ref: '#/components/schemas/{name}'}}")
    }

    /// One operation for each group, which gives the schema, and the components.
    fn document(groups: &[(&str, String)], components: &[(&str, &str)]) -> String {
        let path = |(tag, schema): &(&str, String)| {
            format!("  /{tag}: {{get: {{operationId: get-{tag}, tags: [{tag}], {}}}}}\n", reply(schema))
        };
        let schema =
            |(name, members): &(&str, &str)| format!("    {name}: {{type: object, properties: {{{members}}}}}\n");
        format!(
            "openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\npaths:\n{}components:\n  schemas:\n    None: {{}}\n{}",
            groups.iter().map(path).collect::<String>(),
            components.iter().map(schema).collect::<String>(),
        )
    }

    #[test]
    fn types_stand_behind_the_groups_that_reach_them() {
        let shared = [
            ("A", "a: {type: string}, b: {$ref: '#/components/schemas/B'}"),
            ("B", "b: {type: array, items: {$ref: '#/components/schemas/C'}}"),
            ("C", "c: {type: string}"),
            ("D", "d: {type: string}"),
        ];
        let api = document(&[("one", component("A")), ("two", component("C")), ("webhooks", component("D"))], &shared);
        let expect = [
            "full = [\"one\", \"two\", \"webhooks-group\"]",
            "one = []",
            "two = []",
            // a feature of every crate has the name of the third one
            "webhooks-group = []",
            "one() if one",
            "two() if two",
            "webhooks() if webhooks-group",
            "one if one",
            "two if two",
            "webhooks if webhooks-group",
            "a if one",
            "b if one",
            "c if one or two",
            "d if webhooks-group",
        ];
        assert_eq!(features(&api, GroupFeatures::Always), expect);
        let none = features(&api, GroupFeatures::BySize);
        assert_eq!(none[0], "full = []");
        assert!(none[1..].iter().all(|line| line.ends_with(" if ")), "{none:?}");
        assert_eq!(features(&api, GroupFeatures::Never), none);
        // one group alone needs no feature
        let api = document(&[("one", component("D"))], &shared);
        assert_eq!(features(&api, GroupFeatures::Always)[0], "full = []");
    }

    #[test]
    fn what_stands_inside_of_a_component_and_is_used_alone_has_a_file_of_its_own() {
        let inner = "inner: {type: object, properties: {x: {type: string}}}, other: {$ref: '#/components/schemas/B'}";
        let components = [("A", inner), ("B", "b: {type: string}")];
        let part = "{$ref: '#/components/schemas/A/properties/inner'}".to_owned();
        let api = document(&[("one", component("A")), ("two", part)], &components);
        let lines = features(&api, GroupFeatures::Always);
        assert_eq!(lines[lines.len() - 3..], ["a if one", "a_inner if one or two", "b if one"]);
    }

    #[test]
    fn what_stands_beside_operations_of_another_group_brings_that_group() {
        let operation = |tag: &str| format!("{{operationId: get-{tag}, tags: [{tag}], responses: {{}}}}");
        let api = format!(
            "openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\npaths:\n  /x:\n    \
             parameters: [{{name: kind, in: query, schema: {{type: string, enum: [a]}}}}]\n    \
             get: {}\n    put: {}\n",
            operation("one"),
            operation("two"),
        );
        let lines = features(&api, GroupFeatures::Always);
        assert_eq!(lines[..3], ["full = [\"one\", \"two\"]", "one = []", "two = [\"one\"]"]);
    }

    #[test]
    fn what_the_provider_sends_is_always_there() {
        let components =
            [("A", "b: {$ref: '#/components/schemas/B'}"), ("B", "b: {type: string}"), ("C", "c: {type: string}")];
        let mut api = document(&[("one", component("A")), ("two", component("C"))], &components);
        api.push_str(&format!(
            "x-webhooks: {{sent: {{post: {{requestBody: {{content: {{application/json: {{schema: {}}}}}}}, responses: {{}}}}}}}}\n",
            component("B")
        ));
        let lines = features(&api, GroupFeatures::Always);
        assert_eq!(lines[lines.len() - 3..], ["a if one", "b if ", "c if two"]);
    }

    #[test]
    fn many_operations_are_more_than_150() {
        let check = |count: usize, expect: &str| {
            let path =
                |n: usize| format!("  /x{n}: {{get: {{operationId: x{n}, tags: [t{}], responses: {{}}}}}}\n", n % 2);
            let paths = (0..count).map(path).collect::<String>();
            let api = format!("openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\npaths:\n{paths}");
            assert_eq!(features(&api, GroupFeatures::BySize)[0], expect, "{count}");
        };
        check(150, "full = []");
        check(151, "full = [\"t0\", \"t1\"]");
    }
}
