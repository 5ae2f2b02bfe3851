//! The files of a group of operations: one, or several by the segments of its paths where one would be too long to read.
//!
//! Which file an operation stands in follows from its own path and from which parts are long or short. So a new operation moves
//! no other one, unless the part that it comes into passes a limit: then it moves those of this part, and where all that is short
//! gets too long together, those. All of it is re-exported by the group's module, so nothing of this is to be seen from outside.

use std::collections::{BTreeMap, BTreeSet};

use super::doctext::DocText;
use super::view::{FileView, ModuleView, ModulesView, OpView, OpsView, OutcomeShape, OutcomeView, TypeView};

/// What a file may have before it is split, in lines as they are guessed here.
const MOST_LINES: usize = 3_000;

/// The files of the group whose module is `module`, and what else is to be said of them; operations come with their paths.
pub(super) fn files(
    module: &str,
    docs: DocText,
    handle: Option<&str>,
    ops: Vec<(String, OpView)>,
) -> Vec<(String, FileView)> {
    let ops = ops.into_iter().map(|(path, op)| Placed { lines: lines(&op), segments: segments(&path), op }).collect();
    let view = |docs, imports, ops| FileView::Ops(OpsView { docs, imports, handle: handle.map(str::to_owned), ops });
    let mut parts = Vec::new();
    part(Vec::new(), ops, &mut parts);
    if let [_] = parts.as_slice() {
        return parts
            .into_iter()
            .map(|(_, ops)| (format!("src/ops/{module}.rs"), view(docs.clone(), Vec::new(), ops)))
            .collect();
    }
    let (mut files, mut modules, mut taken) = (Vec::new(), Vec::new(), Default::default());
    for (prefix, ops) in parts {
        let words = prefix.join(" ");
        let name = crate::name::module(if words.is_empty() { "others" } else { &words });
        let name = super::layout::file_name(&name, "_paths", &mut taken);
        let about = DocText::own(format!("Operations below {}.", DocText::code(&format!("/{}", prefix.join("/…/")))));
        files.push((format!("src/ops/{module}/{name}.rs"), view(about, imports(&ops), ops)));
        modules.push(ModuleView { name, features: Vec::new(), types: Vec::new() });
    }
    modules.sort();
    files.push((format!("src/ops/{module}/mod.rs"), FileView::Modules(ModulesView { docs, modules })));
    files
}

/// What a part has to have for a file of its own: shorter ones stay together in that of the segments before, as long as this
/// one does not get too long by them.
const LEAST_LINES: usize = 200;

/// An operation that wants a file.
struct Placed {
    lines: usize,
    /// The fixed segments of its path.
    segments: Vec<String>,
    op: OpView,
}

fn segments(path: &str) -> Vec<String> {
    let fixed = path.split('/').filter(|segment| !segment.is_empty() && !segment.contains('{'));
    fixed.map(str::to_owned).collect()
}

/// Adds the files for operations whose paths begin with the segments `prefix`.
fn part(prefix: Vec<String>, ops: Vec<Placed>, files: &mut Vec<(Vec<String>, Vec<OpView>)>) {
    let depth = prefix.len();
    let is_long = sum(&ops) > MOST_LINES;
    if !is_long || ops.iter().all(|placed| placed.segments.len() == depth) {
        return files.push((prefix, ops.into_iter().map(|placed| placed.op).collect()));
    }
    let mut parts: BTreeMap<Option<String>, Vec<Placed>> = BTreeMap::new();
    let count = ops.len();
    for placed in ops {
        parts.entry(placed.segments.get(depth).cloned()).or_default().push(placed);
    }
    if parts.len() * 2 > count {
        return letters(prefix, parts.into_values().flatten(), files);
    }
    let is_short = |segment: &Option<String>, ops: &[Placed]| segment.is_none() || sum(ops) < LEAST_LINES;
    let short = parts.iter().filter(|(segment, ops)| is_short(segment, ops)).map(|(_, ops)| sum(ops)).sum::<usize>();
    let mut together = Vec::new();
    for (segment, ops) in parts {
        match segment {
            Some(segment) if short > MOST_LINES || sum(&ops) >= LEAST_LINES => {
                part([prefix.as_slice(), &[segment]].concat(), ops, files);
            }
            _ => together.extend(ops.into_iter().map(|placed| placed.op)),
        }
    }
    if !together.is_empty() {
        files.push((prefix, together));
    }
}

fn sum(ops: &[Placed]) -> usize {
    ops.iter().map(|placed| placed.lines).sum()
}

/// The same where nearly each operation has a segment of its own, as methods in paths do (`/chat.post`): by its first letter.
fn letters(prefix: Vec<String>, ops: impl Iterator<Item = Placed>, files: &mut Vec<(Vec<String>, Vec<OpView>)>) {
    let mut parts: BTreeMap<Option<char>, Vec<OpView>> = BTreeMap::new();
    for placed in ops {
        let letter = placed.segments.get(prefix.len()).and_then(|segment| crate::name::module(segment).chars().next());
        parts.entry(letter).or_default().push(placed.op);
    }
    let alone = parts.len() == 1;
    files.extend(parts.into_iter().map(|(letter, ops)| {
        let letter = letter.filter(|_| !alone).map(String::from);
        (prefix.iter().cloned().chain(letter).collect(), ops)
    }));
}

/// The names of the prelude that operations are printed with.
fn imports(ops: &[OpView]) -> Vec<String> {
    let mut names = BTreeSet::from(["v1"]);
    let mut own: BTreeSet<&str> = BTreeSet::new();
    for op in ops {
        own.extend([op.marker.as_str(), &op.ok.name, &op.err.name]);
        op.args.iter().chain(&op.setters).for_each(|arg| arg.ty.imports(&mut names));
        op.stream.iter().for_each(|stream| stream.ty.imports(&mut names));
        op.paged.iter().for_each(|paged| paged.item.imports(&mut names));
        for outcome in [&op.ok, &op.err] {
            match &outcome.shape {
                OutcomeShape::Single { ty, .. } => ty.imports(&mut names),
                OutcomeShape::Arms(arms) => {
                    arms.iter().filter_map(|arm| arm.ty.as_ref()).for_each(|ty| ty.imports(&mut names))
                }
            }
        }
        if let Some(choice) = &op.choice {
            own.insert(&choice.name);
            choice.arms.iter().for_each(|arm| arm.ty.imports(&mut names));
        }
        for ty in &op.types {
            own.insert(ty.name());
            super::types::imported(ty, &mut names);
        }
    }
    names.difference(&own).map(|name| (*name).to_owned()).collect()
}

/// How many lines an operation takes, about: what it is made of, not how it is broken, which `render` alone knows.
fn lines(op: &OpView) -> usize {
    let args = op.args.len();
    // a method and its short cut on the group, each with its documentation; more than two arguments stand on lines of their own
    let signature = if args > 2 { args + 3 } else { 1 };
    let methods = count(&op.docs) + 2 * signature + if args == 0 { 2 } else { args + 4 } + 4;
    // with what parts its pieces: a marker, an outcome, an enum of errors, a table
    let marker = count(&op.marker_docs) + 12;
    let table = 3 + op.spec.params.len() + op.spec.replies.len() + usize::from(op.spec.body.is_some());
    let setters: usize = op.setters.iter().map(|setter| count(&setter.docs) + 5).sum();
    let choice = op.choice.as_ref().map_or(0, |choice| 3 * choice.arms.len() + 9);
    let paged = op.paged.as_ref().map_or(0, |_| 12);
    let types: usize = op.types.iter().map(type_lines).sum();
    methods + marker + table + outcome(&op.ok) + outcome(&op.err) + setters + choice + paged + types
}

fn count(docs: &DocText) -> usize {
    docs.lines().count()
}

fn outcome(view: &OutcomeView) -> usize {
    match &view.shape {
        OutcomeShape::Single { .. } => 3,
        OutcomeShape::Arms(arms) => arms.iter().map(|arm| count(&arm.docs) + 1).sum::<usize>() + arms.len() / 3 + 8,
    }
}

fn type_lines(view: &TypeView) -> usize {
    match view {
        TypeView::Struct(view) => {
            count(&view.docs) + view.fields.iter().map(|field| count(&field.docs) + 1).sum::<usize>() + 7
        }
        TypeView::Enum(view) => {
            count(&view.docs) + view.variants.iter().map(|(_, docs, _)| count(docs) + 1).sum::<usize>() + 5
        }
        TypeView::Union(view) => {
            count(&view.docs) + view.arms.iter().map(|arm| count(&arm.docs) + 2).sum::<usize>() + 10
        }
        TypeView::Alias { docs, .. } => count(docs) + 2,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::collections::BTreeMap;

    use crate::config::Config;
    use crate::plan::tests::planned;
    use crate::plan::view::{CrateView, FileView};

    /// The crate of a document with an operation at each of these paths, all of one group.
    fn crate_of(paths: &[String]) -> CrateView {
        let paths = paths.iter().map(|path| {
            let params = path.split('{').skip(1).map(|part| {
                let name = part.split('}').next().unwrap_or_default();
                format!("{{name: {name}, in: path, required: true, schema: {{type: string}}}}")
            });
            let params = params.collect::<Vec<_>>().join(", ");
            format!(
                "  {path}: {{get: {{tags: [Big], parameters: [{params}], responses: {{200: {{description: D}}}}}}}}\n"
            )
        });
        let paths: String = paths.collect();
        planned(&format!("openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\npaths:\n{paths}"), &Config::default())
    }

    /// The file of each operation, by its path.
    fn files(paths: &[String]) -> BTreeMap<String, String> {
        let view = crate_of(paths);
        let ops = view.files.iter().filter_map(|(name, file)| match file {
            FileView::Ops(view) => Some(view.ops.iter().map(move |op| (op.spec.path.clone(), name.clone()))),
            _ => None,
        });
        ops.flatten().collect()
    }

    fn many(count: usize, path: &str) -> Vec<String> {
        (0..count).map(|index| path.replace('*', &format!("n{index}"))).collect()
    }

    #[test]
    fn a_long_group_is_split_by_segments() {
        let check = |paths: &[Vec<String>], expect: &[(&str, usize)]| {
            let mut found: BTreeMap<String, usize> = BTreeMap::new();
            files(&paths.concat()).into_values().for_each(|file| *found.entry(file).or_default() += 1);
            let expect: BTreeMap<String, usize> =
                expect.iter().map(|(file, count)| (format!("src/ops/{file}.rs"), *count)).collect();
            assert_eq!(found, expect);
        };
        check(&[many(20, "/a/*"), many(20, "/b/*")], &[("big", 40)]);
        // a part that is still too long is split again; what ends before, and what is short, stays together
        check(
            &[
                many(1, "/"),
                many(1, "/{id}"),
                many(10, "/mod/{id}/*"),
                many(2, "/short/*"),
                many(1, "/x"),
                many(60, "/x/{id}/y/{no}/e/*"),
                many(60, "/x/{id}/z/{no}/f/*"),
            ],
            &[("big/others", 4), ("big/mod_paths", 10), ("big/x", 1), ("big/x_y_e", 60), ("big/x_z_f", 60)],
        );
        // paths that are methods
        check(
            &[many(60, "/x/a.*"), many(60, "/x/Be.*"), many(1, "/x")],
            &[("big/x", 1), ("big/x_a", 60), ("big/x_b", 60)],
        );
        // two that are spelled alike
        check(&[many(60, "/a-b/{*}/c"), many(60, "/a_b/{*}/c")], &[("big/a_b", 60), ("big/a_b_paths", 60)]);
        // what cannot be split stays together
        check(&[(0..150).map(|index| format!("/x/{{n{index}}}")).collect()], &[("big", 150)]);
    }

    #[test]
    fn a_new_operation_moves_no_other() {
        let paths = [many(50, "/x/{id}/y/{*}"), many(50, "/x/{id}/z/{*}"), many(20, "/u/{*}")].concat();
        let before = files(&paths);
        for newcomer in ["/v", "/x/{id}", "/x/a/b", "/x/y/n", "/", "/u/n/o", "/u-"] {
            let mut more = vec![newcomer.to_owned()];
            more.extend(paths.clone());
            let after = files(&more);
            for (path, file) in &before {
                assert_eq!(after.get(path), Some(file), "{path} with {newcomer}");
            }
        }
    }

    #[test]
    fn files_of_a_split_group_name_what_they_need() {
        let imports = |count| {
            let view = crate_of(&[many(count, "/xs/{*}"), many(count, "/ys/{*}")].concat());
            let ops = view.files.into_iter().filter_map(|(_, file)| match file {
                FileView::Ops(view) => Some(view.imports),
                _ => None,
            });
            ops.collect::<Vec<_>>()
        };
        assert_eq!(imports(60), [["v1"], ["v1"]]);
        assert_eq!(imports(2), [[""; 0]]);
    }

    #[test]
    fn the_files_of_a_group_are_its_module() {
        let view = crate_of(&[many(60, "/xs/{*}"), many(60, "/ys/{*}")].concat());
        let modules = view.files.iter().find_map(|(name, file)| match file {
            FileView::Modules(view) if name == "src/ops/big/mod.rs" => Some(view),
            _ => None,
        });
        let names: Vec<&str> = modules.unwrap().modules.iter().map(|module| module.name.as_str()).collect();
        assert_eq!(names, ["xs", "ys"]);
        // what is public does not tell of files
        let text = view.files.iter().find_map(|(name, file)| match file {
            FileView::Text(text) if name == "SURFACE.txt" => Some(text.as_str()),
            _ => None,
        });
        assert!(!text.unwrap().contains("big/"));
    }
}
