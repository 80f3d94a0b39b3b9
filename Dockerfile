# Build:  docker build -t zhendema .
# Run:    docker run -d --name zhendema -e TELEGRAM_BOT_TOKEN=... -v zhendema:/data zhendema
# State (leads, index versions, the secret) lies in the volume /data; a new named volume begins with the index below,
# and an older one gets a new index at the start when the image brings other debunks or another encoder.

FROM python:3.11-slim AS build
WORKDIR /src
COPY .ci/install .ci/install
COPY pyproject.toml constraints.txt README.md LICENSE ./
COPY bot bot
COPY corpus corpus
COPY index index
RUN .ci/install /opt/zhendema
RUN ZHENDEMA_HOME=/data /opt/zhendema/bin/zhendema index build

FROM python:3.11-slim
RUN useradd --system --uid 1000 --home-dir /data zhendema
COPY --from=build /opt/zhendema /opt/zhendema
COPY --from=build --chown=zhendema /data /data
ENV PATH=/opt/zhendema/bin:$PATH ZHENDEMA_HOME=/data PYTHONUNBUFFERED=1
WORKDIR /data
USER zhendema
VOLUME /data
HEALTHCHECK --interval=60s --timeout=10s --start-period=60s CMD ["zhendema", "health"]
STOPSIGNAL SIGTERM
CMD ["zhendema", "run"]
