// Draws the API's own description (OpenAPI) as a page; everything comes from this server, every text is set as text.
"use strict";

const WORDS = {
  ko: {
    about: "이 컴퓨터의 스튜디오를 프로그램에서 쓰는 방법입니다. 오류 문구는 한국어로 오며, Accept-Language: en 을 보내면 영어로 옵니다.\n같은 네트워크의 다른 기기에서는 모든 요청에 Authorization: Bearer 토큰이 필요합니다. 토큰은 ‘app.py tokens create 이름’으로 만듭니다.",
    other: "English", parameters: "값", body: "본문 (JSON)", answer: "응답", example: "예", send: "보내기", sending: "보내는 중…", needed: "필수",
    problems: "오류 코드", problemsAbout: "오류는 application/problem+json(RFC 9457)으로 옵니다. code 는 바뀌지 않습니다.", stream: "스트림이라 여기서는 보내지 않습니다. curl -N 으로 받아 보세요.",
    tags: { system: "시스템", models: "모델", shorts: "쇼츠" },
  },
  en: {
    about: "How programs use the studio on this computer. Texts of errors come in Korean, or in English with Accept-Language: en.\nFrom other devices on the network every request needs Authorization: Bearer TOKEN; make a token with “app.py tokens create NAME”.",
    other: "한국어", parameters: "Parameters", body: "Body (JSON)", answer: "Answer", example: "Example", send: "Send", sending: "Sending …", needed: "required",
    problems: "Codes of problems", problemsAbout: "Problems come as application/problem+json (RFC 9457). A code never changes.", stream: "This is a stream and isn't sent from here: try curl -N.",
    tags: { system: "System", models: "Models", shorts: "Shorts" },
  },
};
const asked = new URLSearchParams(location.search).get("lang");
const language = asked === "en" || asked === "ko" ? asked : navigator.language.startsWith("ko") ? "ko" : "en";
const words = WORDS[language];

function make(tag, text = "", className = "", ...children) {
  const element = document.createElement(tag);
  if (text) element.textContent = text;
  if (className) element.className = className;
  element.append(...children);
  return element;
}

function typeOf(schema, plan) {
  if (schema.$ref) return schema.$ref.split("/").pop();
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((one) => JSON.stringify(one)).join(" | ");
  const choices = schema.anyOf || schema.oneOf;
  if (choices) return choices.map((one) => typeOf(one, plan)).join(" | ");
  if (schema.type === "array") return `${typeOf(schema.items || {}, plan)}[]`;
  const limits = [schema.minimum ?? schema.minLength, schema.maximum ?? schema.maxLength];
  return (schema.type || "any") + (limits.some((one) => one !== undefined) ? ` ${limits[0] ?? ""}…${limits[1] ?? ""}` : "");
}

const resolved = (schema, plan) => (schema.$ref ? plan.components.schemas[schema.$ref.split("/").pop()] : schema);

function fieldsOf(schema, plan) {
  const shape = resolved(schema, plan);
  if (shape.type === "array") return fieldsOf(shape.items, plan);
  const rows = Object.entries(shape.properties || {}).map(([name, field]) => {
    const needed = (shape.required || []).includes(name) && field.default === undefined;
    const start = field.default === undefined ? "" : ` = ${JSON.stringify(field.default)}`;
    const what = make("td", typeOf(field, plan) + start);
    if (field.description) what.append(make("small", field.description));
    return make("tr", "", "", make("td", "", "", make("code", name), make("small", needed ? words.needed : "")), what);
  });
  return make("table", "", "", make("tbody", "", "", ...rows));
}

function exampleOf(path, operation) {
  if (path.endsWith("/generate")) return { source: "https://example.com/article", character: "executive-fox", seconds: 30, goal: "short" };
  if (path.endsWith("/install")) return { model: "sdxl-lightning-8", accept_licence: false };
  if (path.endsWith("/make")) return { goal: "short" };
  return operation.requestBody ? {} : null;
}

function curlOf(method, path, example) {
  const line = [`curl${method === "get" ? "" : ` -X ${method.toUpperCase()}`}`];
  if (example) line.push("-H 'Content-Type: application/json'", `-d '${JSON.stringify(example)}'`);
  return [...line, `'${location.origin}${path}'`].join(" ");
}

function tryOut(method, path, operation, example) {
  const form = make("form");
  const inputs = (operation.parameters || []).filter((one) => one.in !== "header").map((one) => {
    const input = make("input");
    input.name = one.name;
    input.required = Boolean(one.required);
    form.append(make("label", one.name, "", input));
    return [one, input];
  });
  const body = example ? make("textarea", JSON.stringify(example, null, 2)) : null;
  if (body) form.append(make("label", words.body, "", body));
  const button = make("button", words.send, "send");
  const output = make("pre");
  output.hidden = true;
  form.append(button, output);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    let target = path;
    const query = new URLSearchParams();
    for (const [parameter, input] of inputs) {
      if (parameter.in === "path") target = target.replace(`{${parameter.name}}`, encodeURIComponent(input.value));
      else if (input.value) query.set(parameter.name, input.value);
    }
    output.hidden = false;
    output.textContent = words.sending;
    const options = { method: method.toUpperCase(), headers: { "Accept-Language": language, Accept: "application/json, */*" } };
    if (body) Object.assign(options, { body: body.value, headers: { ...options.headers, "Content-Type": "application/json" } });
    try {
      const answer = await fetch(`${target}${query.size ? `?${query}` : ""}`, options);
      const kind = answer.headers.get("content-type") || "";
      const text = kind.includes("json") ? JSON.stringify(await answer.json(), null, 2) : /^text\//.test(kind) ? await answer.text() : `${kind}, ${(await answer.blob()).size} bytes`;
      output.textContent = `${answer.status} ${kind}\n\n${text}`;
    } catch (error) {
      output.textContent = String(error);
    }
  });
  return form;
}

function endpoint(path, method, operation, plan) {
  const inside = make("div", "", "inside");
  const example = exampleOf(path, operation);
  inside.append(make("h3", words.example), make("pre", curlOf(method, path, example)));
  const parameters = (operation.parameters || []).map((one) => {
    const what = make("td", typeOf(one.schema, plan) + (one.schema.default === undefined ? "" : ` = ${JSON.stringify(one.schema.default)}`));
    if (one.description) what.append(make("small", one.description));
    return make("tr", "", "", make("td", "", "", make("code", one.name), make("small", `${one.in}${one.required ? ` · ${words.needed}` : ""}`)), what);
  });
  if (parameters.length) inside.append(make("h3", words.parameters), make("table", "", "", make("tbody", "", "", ...parameters)));
  const body = operation.requestBody?.content["application/json"];
  if (body) inside.append(make("h3", words.body), fieldsOf(resolvedBody(body.schema), plan));
  const good = Object.entries(operation.responses).find(([status]) => status.startsWith("2"));
  const shape = good && good[1].content?.["application/json"]?.schema;
  if (good) inside.append(make("h3", `${words.answer} ${good[0]}`));
  if (shape && (shape.$ref || shape.items?.$ref)) inside.append(fieldsOf(shape, plan));
  else if (good) inside.append(make("p", Object.keys(good[1].content || {}).join(", ")));
  inside.append(make("h3", words.send), path.endsWith("/events") ? make("p", words.stream) : tryOut(method, path, operation, example));
  const summary = make("summary", "", "", make("span", method.toUpperCase(), `method ${method}`), make("span", path, "path"));
  summary.append(make("span", language === "ko" ? operation["x-ko"] || operation.summary : operation.summary, "what"));
  const box = make("details", "", "", summary, inside);
  box.id = operation.operationId;
  return box;
}

const resolvedBody = (schema) => (schema.anyOf || schema.allOf || [schema])[0];

async function draw() {
  const [plan, problems] = await Promise.all(["/api/openapi.json", "/api/problems.json"].map(async (address) => (await fetch(address)).json()));
  document.documentElement.lang = language;
  document.getElementById("about").textContent = words.about;
  const button = document.getElementById("language");
  button.textContent = words.other;
  button.addEventListener("click", () => { location.search = `?lang=${language === "ko" ? "en" : "ko"}`; });
  const groups = new Map(Object.keys(words.tags).map((tag) => [tag, []]));
  for (const [path, methods] of Object.entries(plan.paths)) {
    for (const [method, operation] of Object.entries(methods)) groups.get(operation.tags[0]).push(endpoint(path, method, operation, plan));
  }
  const main = document.getElementById("endpoints");
  for (const [tag, boxes] of groups) main.append(make("h2", words.tags[tag]), ...boxes);
  document.getElementById("problems-title").textContent = words.problems;
  document.getElementById("problems-about").textContent = words.problemsAbout;
  const rows = problems.map((one) => {
    const row = make("tr", "", "", make("td", "", "", make("code", one.code), make("small", one.status ? String(one.status) : "")), make("td", one[language].replace(/\{\w+\}/g, "…")));
    row.id = one.code;
    return row;
  });
  document.querySelector("#problems tbody").append(...rows);
  if (location.hash) document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
}

draw();
