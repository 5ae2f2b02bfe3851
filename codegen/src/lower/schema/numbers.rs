//! Bounds and defaults: the typed model holds integers of 64 bits and doubles; numbers beyond are kept as text.

use crate::lower::context::Context;
use crate::lower::sites::Site;
use crate::source::{Number, Object, Value};

use super::types;

/// Lowers the bounds and the default of a schema.
pub(super) fn lower(schema: &mut Object, site: Site, cx: &mut Context) {
    exclusive(schema, "exclusiveMinimum", "minimum", |new, old| new >= old);
    exclusive(schema, "exclusiveMaximum", "maximum", |new, old| new <= old);
    if schema.get("multipleOf").is_some_and(|step| matches!(step, Value::Number(step) if step.as_f64() <= 0.0)) {
        let message = "`multipleOf` is not greater than 0; it is ignored";
        cx.degraded("wrong-value", site, "multipleOf", message);
        schema.shift_remove("multipleOf");
    }
    for key in ["minimum", "maximum", "multipleOf"] {
        bound(schema, key, site, cx);
    }
    if let Some(Value::Number(number)) = schema.get("default")
        && !fits(number)
    {
        let number = number.as_str().to_owned();
        cx.note("number-range", site, "default", format!("`default: {number}` is beyond 64 bits and is not used"));
        schema.shift_remove("default");
        schema.insert("x-bursar-default".to_owned(), number.into());
    }
}

/// The number of 3.1 as a bound and the boolean of 3.0; the tighter one counts where both are there.
fn exclusive(schema: &mut Object, key: &str, bound: &str, tighter: fn(f64, f64) -> bool) {
    match schema.get(key) {
        Some(Value::Number(number)) => {
            let number = number.clone();
            let counts = match schema.get(bound) {
                Some(Value::Number(other)) => tighter(number.as_f64(), other.as_f64()),
                _ => true,
            };
            if counts {
                schema.insert(bound.to_owned(), Value::Number(number));
                schema.insert(key.to_owned(), true.into());
            } else {
                schema.shift_remove(key);
            }
        }
        Some(Value::Bool(false)) => {
            schema.shift_remove(key);
        }
        _ => {}
    }
}

fn bound(schema: &mut Object, key: &str, site: Site, cx: &mut Context) {
    let Some(Value::Number(number)) = schema.get(key) else { return };
    if types::single(schema) == Some("integer") {
        if let Some(integer) = integer(number) {
            schema.insert(key.to_owned(), Value::Number(integer.into()));
            return;
        }
    } else if fits(number) {
        return;
    }
    let text = number.as_str().to_owned();
    let message = format!("`{key}: {text}` is no bound that the type can hold; it is kept for documentation");
    cx.note("number-range", site, key, message);
    schema.shift_remove(key);
    schema.insert(format!("x-bursar-{key}"), text.into());
}

/// The value of a number that is an integer of 64 bits, also when it is written like `1.0` or `1e3`.
pub(super) fn integer(number: &Number) -> Option<i64> {
    number.as_i64().or_else(|| {
        let value = number.as_f64();
        // below 2^53 a double holds every integer exactly
        (value.fract() == 0.0 && value.abs() < 9_007_199_254_740_992.0).then_some(value as i64)
    })
}

/// Whether 64 bits hold the number: integers exactly, others as a finite double.
fn fits(number: &Number) -> bool {
    let text = number.as_str();
    if text.contains(['.', 'e', 'E']) {
        return number.as_f64().is_finite();
    }
    text.parse::<i64>().is_ok() || text.parse::<u64>().is_ok()
}
