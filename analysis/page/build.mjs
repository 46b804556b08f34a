// SPDX-License-Identifier: Apache-2.0
// node build.mjs OUT.html: bundles the sources and writes the page without its data. NODE_PATH says where the packages are.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const { buildSync } = createRequire(join(process.env.NODE_PATH, "x.js"))("esbuild");
const bundle = (entry, more) =>
  buildSync({ entryPoints: [join(here, entry)], bundle: true, minify: true, write: false, legalComments: "inline", charset: "utf8", target: "es2022", nodePaths: [process.env.NODE_PATH], ...more })
    .outputFiles[0].text;
const script = bundle("src/main.js", { format: "iife" }).replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--");
const style = bundle("src/style.css", {}).replaceAll("</style", "<\\/style");
const parts = { "/*style*/": style, "/*script*/": script };
const page = readFileSync(join(here, "src/page.html"), "utf8").replace(/\/\*(style|script)\*\//g, (mark) => parts[mark]);
writeFileSync(process.argv[2], page);
