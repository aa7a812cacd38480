//! The actors of an incident that lists none: a corpus of claims in, the exports and hits out.

use std::fs;

use serde_json::Value;

use crate::desk::FILES;
use crate::desk_keys::{PORT, parallax};
use crate::terminal::Scratch;

/// A folder whose fire at the port is told of in these claims, of which the second paper has the last.
fn folder(name: &str, head: &str, claims: &[&str]) -> Scratch {
    let scratch = Scratch::new(name);
    for (path, text) in FILES {
        let path = scratch.0.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let account = |article: &str, claims: &[&str]| {
        let claims: String =
            claims.iter().map(|claim| format!("  {{ {claim}, words = \"people died\" }},\n")).collect();
        format!("\n[[account]]\narticle = \"{article}\"\npassage = 1\nclaims = [\n{claims}]\n")
    };
    let (last, first) = claims.split_last().unwrap();
    let text = format!(
        "title = \"Fire at the port\"\nkind = \"arson\"\n{head}{}{}",
        account("courier", first),
        account("gazette", &[last])
    );
    fs::write(scratch.0.join(PORT), text).unwrap();
    scratch
}

/// The actors of the fire in JSON.
fn actors(scratch: &Scratch) -> Vec<Value> {
    let (code, shown, said) = parallax(&["show", "port-fire", "--format", "json", scratch.0.to_str().unwrap()]);
    assert_eq!(code, Some(0), "{said}");
    let shown: Value = serde_json::from_str(&shown).unwrap();
    shown["actors"].as_array().unwrap_or_else(|| panic!("{shown}")).clone()
}

#[test]
fn a_claim_of_an_actor_that_is_a_draft_says_so() {
    let claims = [
        "facet = \"claimed-by\", value = \"Harbour Front\", draft = \"likely\", rule = \"claim\"",
        "facet = \"claimed-by\", value = \"Harbour Front\"",
    ];
    let all = actors(&folder("claimed-drafts", "", &claims));
    assert_eq!(roles(&all), [("Harbour Front", "claimed by")]);
    let drafts: Vec<[&Value; 3]> = all[0]["claims"]
        .as_array()
        .unwrap()
        .iter()
        .map(|claim| [&claim["drafted"], &claim["grade"], &claim["rule"]])
        .collect();
    assert_eq!(drafts, [[&Value::from(true), &"likely".into(), &"claim".into()], [&Value::Null; 3]]);
    // A draft incident has the role that drafts give, and says that they do.
    let all = actors(&folder("claimed-draft", "draft = \"likely\"\n", &[claims[0], "facet = \"killed\", figure = 11"]));
    assert_eq!(roles(&all), [("Harbour Front", "claimed by")]);
    assert_eq!(all[0]["claims"][0]["drafted"], true);
}

#[test]
fn who_has_several_parts_is_one_actor_in_the_surest_with_all_claims() {
    let claims = [
        "facet = \"perpetrator\", value = \"Harbour Front\", stance = \"suspected\"",
        "facet = \"target\", value = \"Dock Union\"",
        "facet = \"perpetrator\", value = \"Dock Union\", stance = \"alleged\"",
        "facet = \"claimed-by\", value = \"Quay Brothers\"",
        "facet = \"perpetrator\", value = \"Quay Brothers\"",
        "facet = \"claimed-by\", value = \"Harbour Front\"",
    ];
    let all = actors(&folder("claimed-parts", "", &claims));
    assert_eq!(
        roles(&all),
        [("Harbour Front", "claimed by"), ("Dock Union", "target"), ("Quay Brothers", "perpetrator")]
    );
    assert!(all.iter().all(|actor| actor["claims"].as_array().unwrap().len() == 2), "{all:?}");
}

/// The name and role of each.
fn roles(actors: &[Value]) -> Vec<(&str, &str)> {
    actors.iter().map(|actor| (actor["name"].as_str().unwrap(), actor["role"].as_str().unwrap())).collect()
}

#[test]
fn a_role_says_what_the_most_asserted_claim_says() {
    let claims = [
        "facet = \"perpetrator\", value = \"Harbour Front\", stance = \"suspected\"",
        "facet = \"perpetrator\", value = \"Dock Union\", stance = \"alleged\"",
        "facet = \"perpetrator\", value = \"Quay Brothers\"",
        "facet = \"perpetrator\", value = \"Night Watch\", stance = \"denied\"",
        "facet = \"perpetrator\", value = \"Harbour Front\", stance = \"suspected\"",
    ];
    let scratch = folder("claimed-stance", "", &claims);
    let all = actors(&scratch);
    let expected = [("Harbour Front", "suspected"), ("Dock Union", "blamed"), ("Quay Brothers", "perpetrator")];
    assert_eq!(roles(&all), expected);
    // What one paper only suspects, the other asserts.
    let asserted = "facet = \"perpetrator\", value = \"Harbour Front\"";
    let firmer = folder("claimed-firmer", "", &[claims[0], claims[1], asserted]);
    assert_eq!(roles(&actors(&firmer)), [("Harbour Front", "perpetrator"), ("Dock Union", "blamed")]);
    // Whoever is named in a part is found as such, suspected or not, in the incident as in its passages.
    for kind in ["incident", "passage"] {
        let found = parallax(&["find", &format!("who:\"harbour front\" kind:{kind}"), scratch.0.to_str().unwrap()]).1;
        assert!(found.starts_with(kind), "{found}");
    }
}
