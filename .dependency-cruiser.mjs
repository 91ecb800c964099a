const LAYERS = ['core', 'guardrails', 'prompts', 'tools', 'agent', 'connectors', 'app'];

/** A layer may import itself and the layers before it; every later one is forbidden to it. */
const direction = LAYERS.slice(0, -1).map((layer, at) => ({
  name: `${layer}-looks-left`,
  severity: 'error',
  comment: `${layer} may not import ${LAYERS.slice(at + 1).join(', ')}`,
  from: { path: `^${layer}/`, pathNot: '\\.test\\.ts$' },
  to: { path: `^(${LAYERS.slice(at + 1).join('|')})/` },
}));

export default {
  forbidden: [
    ...direction,
    {
      name: 'core-is-pure',
      severity: 'error',
      comment: 'core imports zod and nothing else: no Node builtin, no package',
      from: { path: '^core/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: ['^core/', '^node_modules/zod/'] },
    },
    {
      name: 'guardrails-hash-and-read-policy',
      severity: 'error',
      comment: 'guardrails adds hashing and the policy file format to core, and no more',
      from: { path: '^guardrails/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: ['^(core|guardrails)/', '^node_modules/(zod|yaml)/', '^(node:)?crypto$'] },
    },
    {
      name: 'connectors-do-not-know-each-other',
      severity: 'error',
      from: { path: '^connectors/([^/]+)/' },
      to: { path: '^connectors/([^/]+)/', pathNot: '^connectors/$1/' },
    },
    {
      name: 'nothing-imports-the-outside',
      severity: 'error',
      from: { path: `^(${LAYERS.join('|')})/`, pathNot: '\\.test\\.ts$' },
      to: { path: '^(tests|evals|bench)/' },
    },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    {
      name: 'no-dev-package-in-the-product',
      severity: 'error',
      from: { path: `^(${LAYERS.join('|')})/`, pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.mjs', '.js'],
    },
  },
};
