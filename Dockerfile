# ClipSearch with a PostgreSQL of its own, on port 3000:
#
#   docker build -t clipsearch .
#   docker run -p 127.0.0.1:3000:3000 -v clipsearch:/data -v /my/photos:/photos:ro --stop-timeout 40 clipsearch
#
# Build arguments: MODEL (a name from `model list`, or none) and HF_ENDPOINT (the hub it is fetched from).
# It needs BuildKit, which docker build uses since version 23; podman and buildah know the same instructions.

# The web assets, which are the same for every processor.
FROM --platform=$BUILDPLATFORM node:24-slim AS packages
WORKDIR /source
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev


FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:10.0 AS build
ARG TARGETARCH
WORKDIR /source
COPY .editorconfig Directory.Build.props Directory.Packages.props global.json package-lock.json ./
COPY --from=packages /source/node_modules node_modules
COPY ClipSearch.Core ClipSearch.Core
COPY ClipSearch.Web ClipSearch.Web
# This stage has no npm, and the build would call it if a fresh checkout's lock file were newer than cached packages.
RUN --mount=type=cache,target=/root/.nuget/packages \
    touch node_modules/.package-lock.json \
    && dotnet publish ClipSearch.Web --configuration Release --arch "$TARGETARCH" --self-contained false \
        -p:PublishReadyToRun=true -p:UseAppHost=false -p:PlatformTarget=AnyCPU --output /app


FROM build AS model
ARG MODEL=openai/clip-vit-base-patch32
ARG HF_ENDPOINT=https://huggingface.co
# The cache outlives this layer: new code fetches nothing again, and a build that broke off resumes its download. What
# runs is not /app, whose code is compiled for the image's processor, but the build's own output, which is for any.
RUN --mount=type=cache,id=clipsearch-models,target=/cache,sharing=locked \
    mkdir /models \
    && if [ "$MODEL" != none ]; then \
        MODELS_DIR=/cache dotnet ClipSearch.Web/bin/Release/net10.0/linux-*/ClipSearch.Web.dll model pull "$MODEL" \
        && mkdir -p "/models/$(dirname "$MODEL")" \
        && cp -a "/cache/$MODEL" "/models/$MODEL"; \
    fi


FROM mcr.microsoft.com/dotnet/aspnet:10.0 AS aspnet


FROM debian:trixie-slim
# Debian would make a database cluster on installing, which nothing here uses; nor does ClipSearch let PostgreSQL compile
# queries, whose compiler is 190 MB. User 1000 is the first ordinary user of most Linux machines, so that photos and data
# folders mounted from there are open to it. With docker run --user, and in OpenShift, another id takes its place, in the group
# root: /data is open to that, and libnss_wrapper gives the id the name that initdb needs.
RUN mkdir /etc/postgresql-common \
    && echo 'create_main_cluster = false' > /etc/postgresql-common/createcluster.conf \
    && apt-get update \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
        ca-certificates libicu76 libnss-wrapper libssl3t64 libstdc++6 postgresql-17 postgresql-17-pgvector tini tzdata \
    && rm -r /var/lib/apt/lists/* /usr/lib/*/libLLVM* /usr/lib/*/libz3* /usr/lib/postgresql/17/lib/bitcode /usr/lib/postgresql/17/lib/llvmjit* \
    && useradd --uid 1000 --user-group --home-dir /data --no-create-home clipsearch \
    && install -d -o clipsearch -g root -m 0775 /data \
    && ln -s /usr/share/dotnet/dotnet /usr/bin/dotnet \
    && mkdir /app

COPY --from=aspnet /usr/share/dotnet /usr/share/dotnet
COPY docker/healthcheck /usr/local/bin/healthcheck
COPY --chown=1000:1000 photos /photos
COPY --chown=1000:1000 models /app/models
COPY --chown=1000:1000 --from=model /models /app/models
COPY --from=build /app /app

# Turns off the telemetry of ONNX Runtime's official builds; nothing leaves this machine.
ENV ORT_DISABLE_TELEMETRY=1
# What texts name that tell how a verb is called, with the container's name in place of CONTAINER.
ENV CLIPSEARCH_COMMAND="docker exec CONTAINER dotnet /app/ClipSearch.Web.dll"
ENV HOST=0.0.0.0 PORT=3000 DATA_DIR=/data PHOTOS_DIR=/photos MODELS_DIR=/app/models
WORKDIR /app
USER clipsearch
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s CMD ["healthcheck"]

# tini ends what a stopped PostgreSQL leaves behind and hands SIGTERM on; ClipSearch then stops PostgreSQL, for which it
# takes up to 30 s.
STOPSIGNAL SIGTERM
ENTRYPOINT ["tini", "--", "dotnet", "/app/ClipSearch.Web.dll"]
