// Reads a workflow as GitHub Actions does. Arguments: the directory of the package's node_modules, and the workflow.
import { readFileSync } from "node:fs";
import { register } from "node:module";
import { pathToFileURL } from "node:url";

const [packages, file] = process.argv.slice(2);
// The package is made for bundlers, which let it import JSON.
const json = `import { readFileSync } from "node:fs";
export const load = (url, context, next) => url.endsWith(".json")
  ? { format: "module", shortCircuit: true, source: "export default " + readFileSync(new URL(url), "utf8") }
  : next(url, context);`;
register("data:text/javascript," + encodeURIComponent(json));

const parser = await import(pathToFileURL(`${packages}/@actions/workflow-parser/dist/index.js`));
const { context, value } = parser.parseWorkflow(
  { name: file, content: readFileSync(file, "utf8") },
  new parser.NoOperationTraceWriter(),
);
const errors = context.errors.getErrors().map((error) => error.message);
if (errors.length === 0) {
  const template = await parser.convertWorkflowTemplate(context, value);
  errors.push(...(template.errors ?? []).map((error) => error.Message));
}
errors.forEach((error) => console.log(error));
process.exit(errors.length === 0 ? 0 : 1);
