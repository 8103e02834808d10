import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** A source file as its rules see it: what it imports, and which names its code uses. Comments and texts do not count. */
export interface SourceFile {
  /** From the project's folder, with slashes. */
  path: string
  imports: Import[]
  /** Identifiers and dotted names (`Date.now`), as used in code. */
  names: Set<string>
  /** It says nothing itself: every statement passes on what another file exports. */
  onlyReexports: boolean
}

export interface Import {
  /** A path from the project's folder, or a package with its sub-path (`preact/hooks`, `node:fs`). */
  target: string
  /**
   * The package's name without a sub-path; `node:` for what Node brings; `computed` where only the running code
   * knows; null for a file of the project.
   */
  package: string | null
  /** Loaded on demand. */
  dynamic: boolean
  typeOnly: boolean
}

/** Every .ts and .tsx file below these folders. */
export function readSourceFiles(...folders: string[]): SourceFile[] {
  return pathsIn(...folders)
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => parseSource(path, readFileSync(join(root, path), 'utf8')))
}

/** Every file below these folders, whatever it is. */
export function pathsIn(...folders: string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length).replaceAll('\\', '/')),
  )
}

export function parseSource(path: string, text: string): SourceFile {
  const tree = ts.createSourceFile(
    path,
    text,
    ts.ScriptTarget.Latest,
    true,
    path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  )
  const source: SourceFile = { path, imports: [], names: new Set(), onlyReexports: false }
  visit(tree, source)
  source.onlyReexports = tree.statements.length > 0 && tree.statements.every(passesOn)
  return source
}

function passesOn(statement: ts.Statement): boolean {
  return ts.isExportDeclaration(statement) || ts.isImportDeclaration(statement)
}

function visit(node: ts.Node, source: SourceFile): void {
  const found = importIn(node)
  if (found) source.imports.push(toImport(source.path, found))
  if (ts.isIdentifier(node)) source.names.add(node.text)
  if (ts.isPropertyAccessExpression(node)) source.names.add(node.getText().replace(/\s/g, ''))
  if (ts.isNewExpression(node) && (node.arguments?.length ?? 0) === 0)
    source.names.add(`new ${node.expression.getText()}()`)
  ts.forEachChild(node, (child) => visit(child, source))
}

interface Specifier {
  specifier: ts.Node
  dynamic?: boolean
  typeOnly?: boolean
}

function importIn(node: ts.Node): Specifier | null {
  if (ts.isImportDeclaration(node))
    return {
      specifier: node.moduleSpecifier,
      typeOnly: node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword,
    }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier)
    return { specifier: node.moduleSpecifier, typeOnly: node.isTypeOnly }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
    return { specifier: node.argument.literal, typeOnly: true }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    const [specifier] = node.arguments
    if (specifier) return { specifier, dynamic: true }
  }
  return null
}

function toImport(path: string, { specifier, dynamic = false, typeOnly = false }: Specifier): Import {
  if (!ts.isStringLiteralLike(specifier))
    return { target: specifier.getText(), package: 'computed', dynamic, typeOnly }
  const name = specifier.text.replace(/\?.*$/, '')
  if (name.startsWith('.'))
    return { target: posix.join(posix.dirname(path), name), package: null, dynamic, typeOnly }
  const [scopeOrName = '', sub = ''] = name.split('/')
  const inPackage = scopeOrName.startsWith('@') ? `${scopeOrName}/${sub}` : scopeOrName
  return { target: name, package: name.startsWith('node:') ? 'node:' : inPackage, dynamic, typeOnly }
}
