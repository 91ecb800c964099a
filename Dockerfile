# One image for every role: `migrate`, `serve` and `work`. It runs as a user without rights, and writes to /data and /checkpoints alone.
FROM node:24-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev

FROM node:24-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY . .
RUN install --directory --owner=node --group=node --mode=0700 /data /checkpoints
USER node
ENTRYPOINT ["node", "bin/countersign.mjs"]
CMD ["serve"]
