// Modules of domain and of its tests, loaded anew for each mutant: only those that the change can reach, from code that
// was translated once. All other packages are loaded once, by Node.js itself.
import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import vm from 'node:vm';
import ts from 'typescript';

const options = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2023 };

export class Modules {
  /** @param own folders whose modules are loaded here @param texts each file as it was first read */
  constructor(own, texts) {
    this.own = own.map((folder) => `${folder}/`);
    this.texts = texts;
    this.files = new Map();
    this.packages = new Map();
    this.instances = new Map();
  }

  /** Reads a file and all that it imports. */
  async prepare(file) {
    if (this.files.has(file)) return;
    const text = this.texts.get(file) ?? readFileSync(file, 'utf8');
    this.texts.set(file, text);
    const imports = new Map();
    this.files.set(file, { text, imports, run: compile(file, text) });
    for (const { fileName } of ts.preProcessFile(text, true, true).importedFiles) {
      const target = locate(file, fileName);
      imports.set(fileName, target);
      if (this.isOwn(target)) await this.prepare(target);
      else this.packages.set(target, await import(isBuiltin(target) ? target : pathToFileURL(target).href));
    }
  }

  isOwn(file) {
    return this.own.some((folder) => file.startsWith(folder));
  }

  /** From now on one file has a change, or with undefined none has; what it cannot reach stays as it is. */
  change(mutant) {
    const [before, after] = [this.mutant?.file, mutant?.file];
    this.mutant = mutant;
    for (const file of this.reachedBy(before)) this.instances.delete(file);
    for (const file of this.reachedBy(after)) this.instances.delete(file);
  }

  /** The file and whatever imports it, directly or not. */
  reachedBy(file) {
    const reached = new Set(file === undefined ? [] : [file]);
    for (const one of reached) {
      for (const [other, { imports }] of this.files) {
        if ([...imports.values()].includes(one)) reached.add(other);
      }
    }
    return reached;
  }

  /** Runs a file of tests anew, so that it defines its tests once more. */
  runAgain(file) {
    this.instances.delete(file);
    this.load(file);
  }

  load(file) {
    const known = this.instances.get(file);
    if (known !== undefined) return known.exports;
    const module = { exports: {} };
    this.instances.set(file, module);
    const { imports, run, text } = this.files.get(file);
    const require = (name) => {
      const target = imports.get(name);
      return this.isOwn(target) ? this.load(target) : this.packages.get(target);
    };
    const changed = this.mutant?.file === file ? compile(file, apply(this.mutant, text)) : run;
    try {
      changed(module.exports, require, metaOf(file));
    } catch (error) {
      this.instances.delete(file);
      throw error;
    }
    return module.exports;
  }
}

function apply({ start, end, after }, text) {
  return text.slice(0, start) + after + text.slice(end);
}

function compile(filename, text) {
  const source = text.replaceAll('import.meta', 'importMeta');
  const { outputText } = ts.transpileModule(source, { compilerOptions: options });
  return vm.compileFunction(outputText, ['exports', 'require', 'importMeta'], { filename });
}

function metaOf(file) {
  const { href: url } = pathToFileURL(file);
  return { url, resolve: (name) => import.meta.resolve(name, url) };
}

/** Path of an imported module, or the name of one of Node.js's own. */
function locate(importer, name) {
  if (isBuiltin(name)) return name;
  if (name.startsWith('.')) return resolve(dirname(importer), name);
  return fileURLToPath(import.meta.resolve(name, pathToFileURL(importer)));
}
