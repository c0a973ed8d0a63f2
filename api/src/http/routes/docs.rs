//! The documentation as a page: the OpenAPI document laid out, without scripts and without network.

use serde_json::Value as Json;
use std::fmt::Write;

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;\
padding:0 1rem;color:#1c2430;background:#fff}code{font-family:ui-monospace,monospace}\
details{border:1px solid #d5dae1;border-radius:.4rem;margin:.4rem 0;padding:.3rem .8rem}\
summary{cursor:pointer}.m{display:inline-block;width:4.5rem;font-weight:700}\
table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;\
padding:.15rem .8rem .15rem 0;border-bottom:1px solid #eceff3}.q{color:#5b6675}\
@media(prefers-color-scheme:dark){body{background:#14181d;color:#e4e8ee}\
details,td,th{border-color:#333b45}.q{color:#9aa5b4}}";

/// The page for an OpenAPI document.
pub(in crate::http) fn page(document: &str) -> String {
    let api: Json = serde_json::from_str(document).unwrap_or_default();
    let mut html = String::new();
    // writing into a string does not fail
    let _ = write!(
        html,
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" \
         content=\"width=device-width\"><title>Paiban API</title><style>{STYLE}</style>\
         <h1>Paiban API</h1><p>{}</p><p>Ask with the header \
         <code>Authorization: Bearer KEY</code>. The same as a document for programs: \
         <a href=\"/api/v1/openapi.json\">openapi.json</a>.</p>",
        escaped(text(&api["info"]["description"]))
    );
    for tag in tags(&api) {
        let _ = write!(html, "<h2>{}</h2>", escaped(&tag));
        for (path, method, operation) in operations(&api) {
            if text(&operation["tags"][0]) == tag {
                describe(&mut html, path, method, operation);
            }
        }
    }
    html.push_str("<h2>schemas</h2>");
    for (name, schema) in api["components"]["schemas"].as_object().into_iter().flatten() {
        let name = escaped(name);
        let _ = write!(html, "<details id=\"{name}\"><summary><code>{name}</code> ");
        let _ = write!(html, "<span class=q>{}</span></summary><table>", short(schema));
        for (field, inner) in schema["properties"].as_object().into_iter().flatten() {
            row(&mut html, field, &kind(inner), text(&inner["description"]));
        }
        html.push_str("</table></details>");
    }
    html.push_str("</html>\n");
    html
}

fn describe(html: &mut String, path: &str, method: &str, operation: &Json) {
    let scope = text(&operation["security"][0]["key"][0]);
    let method = method.to_uppercase();
    let _ = write!(
        html,
        "<details><summary><span class=m>{method}</span><code>{}</code> <span class=q>{}</span>\
         </summary><p>{}</p>",
        escaped(path),
        escaped(text(&operation["summary"])),
        escaped(text(&operation["description"]))
    );
    let needs = if scope.is_empty() { "no key" } else { scope };
    let _ = write!(html, "<p class=q>needs: {}</p><table>", escaped(needs));
    for parameter in operation["parameters"].as_array().into_iter().flatten() {
        let place = format!("{} {}", text(&parameter["in"]), kind(&parameter["schema"]));
        row(html, text(&parameter["name"]), &place, text(&parameter["description"]));
    }
    for (media, body) in operation["requestBody"]["content"].as_object().into_iter().flatten() {
        row(html, "body", &kind(&body["schema"]), media);
    }
    for (status, answer) in operation["responses"].as_object().into_iter().flatten() {
        let content = answer["content"].as_object();
        let first = content.and_then(|c| c.iter().next()).map(|(_, body)| kind(&body["schema"]));
        row(html, status, &first.unwrap_or_default(), text(&answer["description"]));
    }
    html.push_str("</table></details>");
}

fn row(html: &mut String, name: &str, kind: &str, told: &str) {
    let (name, told) = (escaped(name), escaped(told));
    let _ = write!(html, "<tr><td><code>{name}</code><td>{kind}<td>{told}");
}

/// What sort of value a schema describes, with a link to a named one.
fn kind(schema: &Json) -> String {
    if let Some(name) = text(&schema["$ref"]).rsplit('/').next().filter(|n| !n.is_empty()) {
        let name = escaped(name);
        return format!("<a href=\"#{name}\">{name}</a>");
    }
    let of = |list: &Json| -> Option<String> {
        let parts = list.as_array()?.iter().map(kind).filter(|k| k != "null");
        Some(parts.collect::<Vec<_>>().join(" or "))
    };
    if let Some(either) = of(&schema["oneOf"]).or_else(|| of(&schema["anyOf"])) {
        return either;
    }
    match &schema["type"] {
        Json::String(name) if name == "array" => format!("list of {}", kind(&schema["items"])),
        Json::String(name) => escaped(name),
        Json::Array(names) => escaped(text(&names[0])),
        _ => String::new(),
    }
}

fn short(schema: &Json) -> String {
    escaped(text(&schema["description"]))
}

fn tags(api: &Json) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for (_, _, operation) in operations(api) {
        let tag = text(&operation["tags"][0]).to_owned();
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    tags
}

fn operations(api: &Json) -> impl Iterator<Item = (&str, &str, &Json)> {
    let paths = api["paths"].as_object().into_iter().flatten();
    paths.flat_map(|(path, methods)| {
        let methods = methods.as_object().into_iter().flatten();
        methods.map(move |(method, operation)| (path.as_str(), method.as_str(), operation))
    })
}

fn text(json: &Json) -> &str {
    json.as_str().unwrap_or_default()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
