export default { packages: ['gamma', 'eases', 'd3-ease', 'uses-exp'], ops: { 'bit-exp': 'exp' } };
