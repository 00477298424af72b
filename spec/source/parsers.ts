import { type ParserPlugin, parse as parseBabel } from '@babel/parser';
import { tsPlugin } from '@sveltejs/acorn-typescript';
import { type Options, Parser } from 'acorn';
import { parseSync } from 'oxc-parser';
import type { Program } from '../../lib/source/nodes.ts';
import { position, SourceError } from '../../lib/source/source-error.ts';

/** A parser as the transform wants it. */
export type Parse = (code: string, file: string) => Program;

export const parseOxc: Parse = (code, file) => {
  const { errors, program } = parseSync(file, code, { sourceType: 'unambiguous' });
  const [error] = errors;
  if (error) {
    const { line, column } = position(code, error.labels[0]?.start ?? 0);
    throw new SourceError(error.message, file, line, column);
  }
  return program as unknown as Program;
};

const TypeScriptParser = Parser.extend(tsPlugin());

export const parseAcorn: Parse = (code, file) => {
  const acorn = /\.[cm]?tsx?$/.test(file) ? TypeScriptParser : Parser;
  const options: Options = {
    ecmaVersion: 'latest',
    preserveParens: true,
    allowReturnOutsideFunction: true,
    locations: true,
    sourceType: /\b(?:import|export)\b/.test(code) ? 'module' : 'script',
  };
  return acorn.parse(code, options) as unknown as Program;
};

export const parseWithBabel: Parse = (code, file) => {
  const plugins: ParserPlugin[] = [['estree', { classFeatures: true }], 'decorators', 'decoratorAutoAccessors'];
  if (/\.[cm]?tsx?$/.test(file)) plugins.push('typescript');
  if (/x$/.test(file)) plugins.push('jsx');
  const { program } = parseBabel(code, {
    allowReturnOutsideFunction: true,
    createParenthesizedExpressions: true,
    plugins,
    sourceType: 'unambiguous',
  });
  return program as unknown as Program;
};
