// A GGUF model as an OpenAI-compatible server on 127.0.0.1, for the tests of the model reader.
// node server.mjs MODEL.gguf: prints "port N" when it is ready. The answer keeps to the JSON
// schema of the request; it breaks off at max_tokens, as real servers do.
import { createServer } from "node:http";
import { getLlama, LlamaChatSession } from "node-llama-cpp";

const MOST_TOKENS = Number(process.env.SMALL_MODEL_TOKENS ?? 160);
// One thread: more wait for one another on a busy machine.
const llama = await getLlama({ build: "never", gpu: false, logLevel: "error", maxThreads: 1 });
const model = await llama.loadModel({ modelPath: process.argv[2] });
const context = await model.createContext({ contextSize: 1024, threads: 1 });
const sequence = context.getSequence();

// The grammar of the library knows no $ref, pattern, bounds or descriptions.
function plain(schema, defs) {
  if (schema.$ref) return plain(defs[schema.$ref.split("/").pop()], defs);
  if (schema.anyOf) {
    const named = schema.anyOf.filter((one) => one.type !== "null");
    return { oneOf: [plain(named[0], defs), { type: "null" }] };
  }
  if (schema.const !== undefined) return { const: schema.const };
  if (schema.enum) return { enum: schema.enum };
  if (schema.type === "object") {
    const properties = Object.entries(schema.properties ?? {});
    return {
      type: "object",
      properties: Object.fromEntries(properties.map(([name, one]) => [name, plain(one, defs)])),
    };
  }
  if (schema.type === "array") return { type: "array", items: plain(schema.items, defs), maxItems: 1 };
  return { type: schema.type };
}

async function answer(body) {
  const system = body.messages.filter((one) => one.role !== "user").map((one) => one.content);
  const user = body.messages.filter((one) => one.role === "user").map((one) => one.content);
  await sequence.clearHistory();
  const session = new LlamaChatSession({
    contextSequence: sequence,
    systemPrompt: system.join("\n").slice(0, 800),
  });
  const schema = body.response_format?.json_schema?.schema;
  const grammar = schema
    ? await llama.createGrammarForJsonSchema(plain(schema, schema.$defs ?? {}))
    : undefined;
  const maxTokens = Math.min(MOST_TOKENS, body.max_tokens ?? body.max_completion_tokens ?? 256);
  const told = await session.promptWithMeta(user.join("\n").slice(-800), {
    grammar,
    maxTokens,
    temperature: 0,
  });
  session.dispose({ disposeSequence: false });
  const used = model.tokenize(told.responseText).length;
  return {
    id: "small",
    object: "chat.completion",
    created: 1,
    model: body.model,
    choices: [
      {
        index: 0,
        finish_reason: told.stopReason === "maxTokens" ? "length" : "stop",
        message: { role: "assistant", content: told.responseText },
      },
    ],
    usage: { prompt_tokens: 1, completion_tokens: used, total_tokens: used + 1 },
  };
}

let turn = Promise.resolve();
const server = createServer((request, response) => {
  const parts = [];
  request.on("data", (part) => parts.push(part));
  request.on("end", () => {
    turn = turn.then(async () => {
      let status = 200;
      let told;
      try {
        told = await answer(JSON.parse(Buffer.concat(parts).toString("utf8")));
      } catch (fault) {
        status = 500;
        told = { error: { message: String(fault) } };
        console.error(fault);
      }
      response.writeHead(status, { "Content-Type": "application/json" });
      response.end(JSON.stringify(told));
    });
  });
});
server.listen(0, "127.0.0.1", () => console.log(`port ${server.address().port}`));
