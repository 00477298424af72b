import { children } from './children.ts';
import type { Node, Program } from './nodes.ts';
import type { FileNames } from './scope.ts';

/** The module of the run-time operators. */
export const RUNTIME = 'dualgrad/native/runtime';

/** The key of the global symbol under which code that can't import finds them. */
export const GLOBAL = 'dualgrad.native.runtime';

/** How code reaches the run-time operators. */
export type RuntimeFormat = 'module' | 'commonjs' | 'global';

/** The statement that brings the run-time functions in. */
export function importText(names: readonly string[], format: RuntimeFormat, runtime: string, suffix: string): string {
  const list = (as: string): string =>
    names.map((name) => (suffix === '' ? name : `${name}${as}${name}${suffix}`)).join(', ');
  const specifier = JSON.stringify(runtime);
  switch (format) {
    case 'module':
      return `import { ${list(' as ')} } from ${specifier};`;
    case 'commonjs':
      return `const { ${list(': ')} } = require(${specifier});`;
    case 'global':
      return `const { ${list(': ')} } = globalThis[Symbol.for("${GLOBAL}")];`;
  }
}

/** Whether a file has such a statement: it was transformed before. */
export function isTransformed(program: Program, runtime: string): boolean {
  return program.body.some((statement) => {
    if (statement.type === 'ImportDeclaration') {
      const { value } = statement.source;
      return (value === runtime || value === RUNTIME) && statement.specifiers.length > 0;
    }
    if (statement.type !== 'VariableDeclaration') return false;
    return statement.declarations.some(
      ({ init }) => init != null && mentions(init, new Set([runtime, RUNTIME, GLOBAL])),
    );
  });
}

function mentions(root: Node, texts: ReadonlySet<string>): boolean {
  if (root.type === 'Literal') return texts.has(String(root.value));
  const isCall = root.type === 'CallExpression' || root.type === 'MemberExpression';
  return isCall && children(root).some((child) => mentions(child, texts));
}

/** Whether a file is a module or CommonJS: by what it imports and exports, by its name, by the names it uses. */
export function runtimeFormat(program: Program, code: string, file: string, names: FileNames): RuntimeFormat {
  if (program.body.some(({ type }) => type.startsWith('Import') || type.startsWith('Export'))) return 'module';
  if (program.body.some(({ type }) => (type as string) === 'TSExportAssignment')) return 'commonjs';
  const path = file.replace(/[?#].*$/, '');
  if (/\.c[jt]s$/.test(path)) return 'commonjs';
  if (/\.m[jt]s$/.test(path) || /\bimport\.meta\b/.test(code)) return 'module';
  const uses = ['require', 'module', 'exports'].some((name) => names.identifiers.has(name));
  return uses ? 'commonjs' : 'module';
}
