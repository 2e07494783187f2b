/**
 * A declaration as readers get to see it.
 *
 * @typedef {object} Description
 * @property {string} name
 * @property {string} kind
 * @property {string} doc The docstring's text, without its stars.
 * @property {string} code Without comments and private members.
 * @property {{signature: string, doc: string}[]} members Those that have a docstring.
 */

const KINDS = {
  ClassDeclaration: 'class',
  TSInterfaceDeclaration: 'interface',
  TSTypeAliasDeclaration: 'type',
  TSDeclareFunction: 'function',
  FunctionDeclaration: 'function',
  VariableDeclaration: 'constant',
  TSModuleDeclaration: 'namespace',
  TSEnumDeclaration: 'enum',
}

/**
 * @param {{name: string, module: import('./modules.js').Module, statements: object[]}} found
 * @returns {Description}
 */
export function describe({name, module, statements}) {
  const declarations = statements.map((statement) => statement.declaration ?? statement)
  const members = declarations.flatMap((declaration) => membersOf(declaration))
  const hidden = members.filter((member) => isPrivate(member))
  return {
    name,
    kind: KINDS[declarations[0].type] ?? 'value',
    doc: statements.map((statement) => docBefore(module, statement.start)).find(Boolean) ?? '',
    code: declarations.map((declaration) => codeOf(module, declaration, hidden)).join('\n'),
    members: members
      .filter((member) => !isPrivate(member))
      .map((member) => ({signature: oneLine(textOf(module, member, [])), doc: docBefore(module, member.start)}))
      .filter(({doc}) => doc !== ''),
  }
}

/** The names of types that a declaration uses, as they are called in its file, and those of `import('./x.js').Name`. */
export function usedTypes(statements) {
  const names = new Set()
  const imports = []
  const visit = (node) => {
    if (Array.isArray(node)) return node.forEach(visit)
    if (typeof node !== 'object' || node === null || isPrivate(node)) return
    if (node.type === 'TSTypeReference' && node.typeName.type === 'Identifier') names.add(node.typeName.name)
    if (node.type === 'TSTypeQuery' && node.exprName.type === 'Identifier') names.add(node.exprName.name)
    if (node.type === 'TSInterfaceHeritage' || node.type === 'TSClassImplements') names.add(node.expression.name)
    if (node.type === 'ClassDeclaration' && node.superClass) names.add(node.superClass.name)
    if (node.type === 'TSImportType') imports.push({source: node.source.value, name: node.qualifier?.name})
    for (const child of Object.values(node)) visit(child)
  }
  visit(statements)
  return {names: [...names].filter(Boolean), imports}
}

function membersOf(declaration) {
  const {type, body, typeAnnotation} = declaration
  if (type === 'ClassDeclaration' || type === 'TSInterfaceDeclaration') return body.body
  if (type === 'TSTypeAliasDeclaration' && typeAnnotation.type === 'TSTypeLiteral') return typeAnnotation.members
  return []
}

function isPrivate({accessibility, key}) {
  return accessibility === 'private' || key?.type === 'PrivateIdentifier'
}

function docBefore({text, comments}, start) {
  const comment = comments.findLast(({end}) => end <= start)
  if (!comment || !comment.value.startsWith('*') || text.slice(comment.end, start).trim() !== '') return ''
  return comment.value
    .slice(1)
    .split('\n')
    .map((line) => line.replace(/^\s*\* ?/, '').trimEnd())
    .join('\n')
    .trim()
}

/** The text of a node without its comments and what else is hidden. */
function textOf({text, comments}, {start, end}, hidden) {
  const gaps = [...comments, ...hidden].filter((gap) => gap.start >= start && gap.end <= end)
  let rest = ''
  let from = start
  for (const gap of gaps.sort((left, right) => left.start - right.start)) {
    if (gap.start < from) continue
    rest += text.slice(from, gap.start)
    from = gap.end
  }
  // TypeScript writes out where a type comes from if the file does not import it.
  return (rest + text.slice(from, end)).replaceAll(/import\(["']\.[^)]*\)\./g, '')
}

function codeOf(module, node, hidden) {
  return textOf(module, node, hidden)
    .replace(/^(export )?(declare )?/, '')
    .split('\n')
    .map((line) => line.trimEnd().replace(/;$/, ''))
    .filter((line) => line.trim() !== '')
    .map((line) => line.replace(/^ +/, (indent) => ' '.repeat(indent.length / 2)))
    .join('\n')
}

function oneLine(text) {
  return text.replaceAll(/\s+/g, ' ').replaceAll('; }', ' }').replace(/;$/, '')
}
