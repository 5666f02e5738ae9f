# The web server, in both modes: embedded keeps its pictures in the volume /data, aws (BACKEND=aws) keeps nothing here.
#   docker build -t proofsheet . && docker run -p 3000:3000 -v proofsheet:/data proofsheet
FROM public.ecr.aws/docker/library/node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build

FROM public.ecr.aws/docker/library/node:24-bookworm-slim AS web
# jemalloc gives memory back that glibc's malloc keeps; tini reaps the decoders that a killed worker leaves behind.
RUN apt-get update \
    && apt-get install -y --no-install-recommends libjemalloc2 tini \
    && rm -rf /var/lib/apt/lists/* \
    && install -d -o node -g node -m 700 /data
WORKDIR /app
COPY --from=build /app/.next/standalone ./
ENV NODE_ENV=production \
    HOSTNAME=0.0.0.0 \
    PORT=3000 \
    DATA_DIR=/data \
    LD_PRELOAD=libjemalloc.so.2
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s \
    CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# SIGTERM lets requests and images in work finish, for 30 s at most: give it 35 before the kill.
STOPSIGNAL SIGTERM
ENTRYPOINT ["tini", "--"]
CMD ["node", "--max-semi-space-size=2", "dist/server.mjs"]
