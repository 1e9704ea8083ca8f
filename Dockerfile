# ClipSearch with a private PostgreSQL, on port 3000:
#
#   docker build -t clipsearch .
#   docker run -p 127.0.0.1:3000:3000 -v clipsearch:/data -v /my/photos:/photos:ro --stop-timeout 40 clipsearch
#
# Build arguments: MODEL (a name from `model list`, or none), HF_ENDPOINT (the hub to download it from), and FFMPEG (empty for an image that
# is some 300 MB smaller and reads no videos).
# Requires BuildKit (the default since Docker 23), podman or buildah.

# Web assets, which do not depend on the architecture.
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
# This stage has no npm. The touch keeps the build from calling it when the lock file is newer than the cached packages.
RUN --mount=type=cache,target=/root/.nuget/packages \
    touch node_modules/.package-lock.json \
    && dotnet publish ClipSearch.Web --configuration Release --arch "$TARGETARCH" --self-contained false \
        -p:PublishReadyToRun=true -p:UseAppHost=false -p:PlatformTarget=AnyCPU --output /app


FROM build AS model
ARG MODEL=openai/clip-vit-base-patch32
ARG HF_ENDPOINT=https://huggingface.co
# The cache survives code changes and resumes interrupted downloads. This runs the build output, which works on any
# architecture, because /app is compiled for the target architecture.
RUN --mount=type=cache,id=clipsearch-models,target=/cache,sharing=locked \
    mkdir /models \
    && if [ "$MODEL" != none ]; then \
        MODELS_DIR=/cache dotnet ClipSearch.Web/bin/Release/net10.0/linux-*/ClipSearch.Web.dll model pull "$MODEL" \
        && mkdir -p "/models/$(dirname "$MODEL")" \
        && cp -a "/cache/$MODEL" "/models/$MODEL"; \
    fi


FROM mcr.microsoft.com/dotnet/aspnet:10.0 AS aspnet


FROM debian:trixie-slim
ARG FFMPEG=ffmpeg
# Debian's default database cluster is not created because it is not used. LLVM (190 MB) is removed because ClipSearch turns JIT
# compilation off. User 1000 is the first regular user on most Linux machines, so it can access photo and data folders mounted
# from there. With docker run --user and in OpenShift, the user has another id and the group root: /data is writable for that
# group, and libnss_wrapper provides the user name that initdb requires.
RUN mkdir /etc/postgresql-common \
    && echo 'create_main_cluster = false' > /etc/postgresql-common/createcluster.conf \
    && apt-get update \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
        ca-certificates libicu76 libnss-wrapper libssl3t64 libstdc++6 postgresql-17 postgresql-17-pgvector tini tzdata $FFMPEG \
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

# Turns off the telemetry of the official ONNX Runtime builds.
ENV ORT_DISABLE_TELEMETRY=1
# The command shown in messages; users replace CONTAINER with the container's name.
ENV CLIPSEARCH_COMMAND="docker exec CONTAINER dotnet /app/ClipSearch.Web.dll"
ENV HOST=0.0.0.0 PORT=3000 DATA_DIR=/data PHOTOS_DIR=/photos MODELS_DIR=/app/models
WORKDIR /app
USER clipsearch
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s CMD ["healthcheck"]

# tini reaps orphaned PostgreSQL processes and forwards SIGTERM. ClipSearch then stops PostgreSQL within 30 s.
STOPSIGNAL SIGTERM
ENTRYPOINT ["tini", "--", "dotnet", "/app/ClipSearch.Web.dll"]
