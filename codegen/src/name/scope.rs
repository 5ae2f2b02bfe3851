//! Who gets which name in one scope, by phases over the whole scope and never by a counter.
//!
//! The outcome does not depend on the order of the claims. A name that was settled earlier (names.lock) stays, so that a
//! new sibling never renames an old one.

use std::collections::{BTreeMap, BTreeSet};

use super::ident;

/// One thing that wants a name.
#[derive(Debug, Clone)]
pub(crate) struct Claim {
    /// Identity of the thing: stable while the document's order changes.
    pub(crate) key: String,
    /// The name that the document itself gives: it wins against names that only become equal by respelling.
    pub(crate) own: Option<String>,
    /// Names in order of preference; at least one.
    pub(crate) candidates: Vec<String>,
}

/// How a claim ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Settled {
    /// The name.
    pub(crate) name: String,
    /// How it came about.
    pub(crate) by: By,
}

/// How a name came about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum By {
    /// Pinned in provider.toml.
    Pin,
    /// Settled in an earlier run.
    Lock,
    /// The first choice.
    Choice,
    /// A later choice, because this other claim has, or wants, the first.
    Clash(String),
}

/// The names of one scope.
#[derive(Debug, Default)]
pub(crate) struct Scope {
    taken: BTreeMap<String, String>,
}

impl Scope {
    /// A scope in which `names` are not to be had.
    pub(crate) fn reserving(names: &[&str]) -> Self {
        Self { taken: names.iter().map(|&name| (name.to_owned(), format!("the reserved name `{name}`"))).collect() }
    }

    /// Who has `name`.
    pub(crate) fn owner(&self, name: &str) -> Option<&str> {
        self.taken.get(name).map(String::as_str)
    }

    /// Gives `name` to `key` unless somebody has it.
    pub(crate) fn take(&mut self, name: &str, key: &str) -> bool {
        let free = !self.taken.contains_key(name);
        if free {
            self.taken.insert(name.to_owned(), key.to_owned());
        }
        free
    }

    /// Gives the names that are known beforehand, by key: pins, then what was settled earlier. Returns those that were
    /// to be had.
    pub(crate) fn fix(&mut self, fixed: BTreeMap<String, (String, By)>) -> BTreeMap<String, Settled> {
        let mut given = BTreeMap::new();
        for turn in [By::Pin, By::Lock] {
            for (key, (name, by)) in fixed.iter().filter(|(_, (_, by))| *by == turn) {
                if self.take(name, key) {
                    given.insert(key.clone(), Settled { name: name.clone(), by: by.clone() });
                }
            }
        }
        given
    }

    /// Settles `claims`; `fixed` is what [`Scope::fix`] gave.
    pub(crate) fn settle(&mut self, claims: &[Claim], fixed: &BTreeMap<String, Settled>) -> Vec<Settled> {
        let mut settled: Vec<Option<Settled>> = claims.iter().map(|claim| fixed.get(&claim.key).cloned()).collect();
        let levels = claims.iter().map(|claim| claim.candidates.len()).max().unwrap_or(0);
        let mut rivals: Vec<Option<String>> = vec![None; claims.len()];
        for level in 0..levels {
            self.level(level, claims, &mut settled, &mut rivals);
        }
        let ends = claims.iter().zip(settled).zip(rivals);
        let ends = ends.map(|((claim, slot), rival)| slot.unwrap_or_else(|| self.hashed(claim, rival)));
        let mut ends: Vec<Settled> = ends.collect();
        for (claim, end) in claims.iter().zip(&mut ends).filter(|(_, end)| end.by == By::Lock) {
            if let Some(rival) = self.rival(claim, &end.name, claims) {
                end.by = By::Clash(rival);
            }
        }
        ends
    }

    /// Who keeps a locked name from being the first choice: what was a clash once stays one until it is pinned.
    fn rival(&self, claim: &Claim, name: &str, claims: &[Claim]) -> Option<String> {
        let wanted = claim.candidates.first().filter(|wanted| *wanted != name)?;
        let owner = self.owner(wanted).map(str::to_owned);
        let other = claims.iter().find(|other| other.key != claim.key && other.candidates.first() == Some(wanted));
        owner.or(other.map(|other| other.key.clone()))
    }

    /// One phase: those without a name all make their next proposal at once.
    fn level(
        &mut self,
        level: usize,
        claims: &[Claim],
        settled: &mut [Option<Settled>],
        rivals: &mut [Option<String>],
    ) {
        let mut proposals: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (index, claim) in claims.iter().enumerate().filter(|(index, _)| settled[*index].is_none()) {
            if let Some(name) = claim.candidates.get(level) {
                proposals.entry(name).or_default().push(index);
            }
        }
        for (name, who) in proposals {
            let winner = match self.owner(name) {
                Some(_) => None,
                None if who.len() == 1 => Some(who[0]),
                None => sole(who.iter().copied().filter(|&index| claims[index].own.as_deref() == Some(name))),
            };
            for &loser in who.iter().filter(|&&index| Some(index) != winner) {
                let rival = winner.or_else(|| who.iter().copied().find(|&other| other != loser));
                let rival = self.owner(name).map(str::to_owned).or(rival.map(|index| claims[index].key.clone()));
                rivals[loser] = rivals[loser].take().or(rival);
            }
            if let Some(index) = winner {
                self.take(name, &claims[index].key);
                let by = rivals[index].clone().map_or(By::Choice, By::Clash);
                settled[index] = Some(Settled { name: name.to_owned(), by });
            }
        }
    }

    /// The last resort: the first choice with a hash of the identity.
    fn hashed(&mut self, claim: &Claim, rival: Option<String>) -> Settled {
        let by = By::Clash(rival.unwrap_or_default());
        let mut salt = claim.key.clone();
        loop {
            let hash = ident::hash(&salt);
            let first = &claim.candidates[0];
            let name = if first.starts_with(char::is_uppercase) {
                format!("{first}{hash}")
            } else {
                format!("{first}_{hash}")
            };
            if self.take(&name, &claim.key) {
                return Settled { name, by };
            }
            salt.push('+');
        }
    }
}

fn sole(mut of: impl Iterator<Item = usize>) -> Option<usize> {
    of.next().filter(|_| of.next().is_none())
}

/// Names for a small scope (fields, variants, arguments): the words themselves, else with a hash of the wire name.
pub(crate) fn settle_small(wires: &[&str], spell: fn(&str) -> String, reserved: &[&str], suffix: &str) -> Vec<String> {
    let names = settle_kept(wires, spell, reserved, suffix, |_| None);
    names.iter().map(|name| ident::escape_keyword(name)).collect()
}

/// The same where some have a name already; keywords are not escaped.
pub(crate) fn settle_kept(
    wires: &[&str],
    spell: fn(&str) -> String,
    reserved: &[&str],
    suffix: &str,
    kept: impl Fn(&str) -> Option<String>,
) -> Vec<String> {
    let names: Vec<String> = wires.iter().map(|&wire| spell(wire)).collect();
    let kept: BTreeMap<_, _> =
        wires.iter().filter_map(|&wire| Some((wire.to_owned(), (kept(wire)?, By::Lock)))).collect();
    // nearly always nobody wants what somebody else has: then each has its first choice
    if kept.is_empty() && are_free(&names, reserved) {
        return names;
    }
    let unique: BTreeSet<&str> = wires.iter().copied().collect();
    debug_assert_eq!(unique.len(), wires.len(), "wire names are unique in their scope");
    let claim = |(&wire, name): (&&str, String)| {
        let more = format!("{name}{suffix}");
        Claim { key: wire.to_owned(), own: Some(wire.to_owned()), candidates: vec![name, more] }
    };
    let claims: Vec<Claim> = wires.iter().zip(names).map(claim).collect();
    let mut scope = Scope::reserving(reserved);
    let kept = scope.fix(kept);
    scope.settle(&claims, &kept).into_iter().map(|end| end.name).collect()
}

/// Whether all names differ, and none is reserved.
fn are_free(names: &[String], reserved: &[&str]) -> bool {
    let mut sorted: Vec<&str> = names.iter().map(String::as_str).collect();
    sorted.sort_unstable();
    sorted.windows(2).all(|pair| pair[0] != pair[1]) && names.iter().all(|name| !reserved.contains(&name.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claim(key: &str) -> Claim {
        let name = ident::camel(key);
        Claim { key: key.into(), own: Some(key.into()), candidates: vec![name.clone(), format!("{name}Schema")] }
    }

    fn settle(keys: &[&str], fixed: &[(&str, &str)]) -> BTreeMap<String, String> {
        let claims: Vec<_> = keys.iter().map(|key| claim(key)).collect();
        let fixed = fixed.iter().map(|(key, name)| ((*key).into(), ((*name).into(), By::Lock))).collect();
        let mut scope = Scope::reserving(&["Option"]);
        let fixed = scope.fix(fixed);
        let ends = scope.settle(&claims, &fixed);
        claims.into_iter().zip(ends).map(|(claim, end)| (claim.key, end.name)).collect()
    }

    #[test]
    fn phases() {
        type Case<'a> = (&'a [&'a str], &'a [(&'a str, &'a str)], &'a [&'a str]);
        let cases: [Case<'_>; 5] = [
            (&["Pet", "Owner"], &[], &["Owner=Owner", "Pet=Pet"]),
            // the exact name wins, the respelled one moves on
            (&["pet", "Pet"], &[], &["Pet=Pet", "pet=PetSchema"]),
            // nobody has a better claim: both move on, and a hash ends it
            (&["a-b", "a_b"], &[], &["a-b=ABd3229e2b", "a_b=AB6ea97e59"]),
            (&["Option"], &[], &["Option=OptionSchema"]),
            // what was settled earlier stays, even against the exact name
            (&["pet", "Pet"], &[("pet", "Pet")], &["Pet=PetSchema", "pet=Pet"]),
        ];
        for (keys, fixed, expect) in cases {
            let got: Vec<_> = settle(keys, fixed).into_iter().map(|(key, name)| format!("{key}={name}")).collect();
            let shape = |name: &str| name.trim_end_matches(|c: char| c.is_ascii_hexdigit()).to_owned();
            assert_eq!(
                got.iter().map(|n| shape(n)).collect::<Vec<_>>(),
                expect.iter().map(|n| shape(n)).collect::<Vec<_>>()
            );
        }
    }

    #[test]
    fn order_does_not_matter() {
        let keys = ["a-b", "a_b", "AB", "aB", "Pet", "pet", "Option", "x"];
        let first = settle(&keys, &[]);
        let mut turned = keys;
        for turn in 0..keys.len() {
            turned.rotate_left(turn);
            assert_eq!(settle(&turned, &[]), first);
        }
    }
}
