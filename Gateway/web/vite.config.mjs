import { defineConfig } from 'vite';

// No inline script or style may come out of this: the pages' Content-Security-Policy allows neither.
export default defineConfig({
  base: '/operator/',
  // The gateway may be published below a path: what a style names is beside it, wherever that is.
  experimental: { renderBuiltUrl: (_, { hostType }) => (hostType === 'css' ? { relative: true } : undefined) },
  esbuild: { jsx: 'automatic', jsxImportSource: 'preact' },
  build: { target: 'es2022', assetsInlineLimit: 0, modulePreload: false, sourcemap: false, reportCompressedSize: false },
  server: { proxy: { '/api': 'http://localhost:3000' } },
});
