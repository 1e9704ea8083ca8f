using System.Globalization;
using System.Net;
using ClipSearch.Core.Paths;
using ClipSearch.Core.Postgres;
using DotNetEnv;

namespace ClipSearch.Core.Settings;

/// <summary>All settings of ClipSearch, read once at startup from the environment and <c>.env</c>.</summary>
public sealed class ClipSearchOptions
{
    private const int MaxPerMinute = 100_000;

    /// <summary>
    /// <c>DATABASE_URL</c> (or <c>POSTGRESQL_URL</c>): a <c>postgres://</c> or <c>postgresql://</c> URI, or an Npgsql connection string.
    /// Without one, ClipSearch runs a private PostgreSQL server in <see cref="DataDir"/>.
    /// </summary>
    /// <value>null</value>
    public string? DatabaseUrl { get; init; }

    /// <summary>
    /// <c>PHOTOS_DIR</c>: the library folders, separated as in <c>PATH</c>; on disk, or in a bucket as <c>s3://bucket/folder</c>.
    /// </summary>
    /// <value>photos</value>
    public IReadOnlyList<string> PhotosDirs { get; init; } = ["photos"];

    /// <summary><c>MODELS_DIR</c>: the folder that contains the models, each in <c>organisation/name</c>.</summary>
    /// <value>models</value>
    public string ModelsDir { get; init; } = "models";

    /// <summary>
    /// <c>DATA_DIR</c>: the folder for the private PostgreSQL server, thumbnails and other files that ClipSearch creates.
    /// </summary>
    /// <value>.data</value>
    public string DataDir { get; init; } = ".data";

    /// <summary><c>CLIP_MODEL</c>: a model's name, or <c>auto</c> for the best installed one.</summary>
    /// <value>auto</value>
    public string ClipModel { get; init; } = "auto";

    /// <summary><c>HOST</c>: the address on which the site listens.</summary>
    /// <value>127.0.0.1</value>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary><c>PORT</c>: the port on which the site listens, 0 (any free one) to 65535.</summary>
    /// <value>3000</value>
    public int Port { get; init; } = 3000;

    /// <summary><c>ACCESS_TOKEN</c>: the token required to add, delete or sync photos; without one, only this machine may do so.</summary>
    /// <value>null</value>
    public string? AccessToken { get; init; }

    /// <summary><c>PRIVATE</c>: whether reading also requires <see cref="AccessToken"/>.</summary>
    /// <value>false</value>
    public bool Private { get; init; }

    /// <summary>
    /// <c>TRUST_LOOPBACK</c>: whether programs on this machine need no <see cref="AccessToken"/>. Unsafe behind a proxy on this machine.
    /// </summary>
    /// <value>false</value>
    public bool TrustLoopback { get; init; }

    /// <summary>
    /// <c>ALLOWED_HOSTS</c>: the host names that the site accepts besides loopback addresses, without port: <c>photos.example.org</c>,
    /// <c>*.example.org</c>, or <c>*</c> for any. If empty: none on a loopback <see cref="Host"/>, any on another.
    /// </summary>
    /// <value>empty</value>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>
    /// <c>TRUSTED_PROXIES</c>: addresses and networks of the proxies whose <c>X-Forwarded-For</c>, <c>-Host</c> and <c>-Proto</c> are
    /// trusted.
    /// </summary>
    /// <value>empty</value>
    public IReadOnlyList<IPNetwork> TrustedProxies { get; init; } = [];

    /// <summary><c>READ_ONLY</c>: whether ClipSearch never changes the library folders: no uploads, no deletions.</summary>
    /// <value>false</value>
    public bool ReadOnly { get; init; }

    /// <summary><c>MAX_UPLOAD_MB</c>: the maximum size of a file that is uploaded or imported from an address, 1 to 512 MiB.</summary>
    /// <value>100 MiB</value>
    public long MaxUploadBytes { get; init; } = 100L << 20;

    /// <summary>
    /// <c>SEARCHES_PER_MINUTE</c>: the maximum number of searches per minute from one address of another machine, up to 100,000; 0 sets no
    /// limit.
    /// </summary>
    /// <value>120</value>
    public int SearchesPerMinute { get; init; } = 120;

    /// <summary>
    /// <c>UPLOADS_PER_MINUTE</c>: the maximum number of uploads per minute from one address of another machine, up to 100,000; 0 sets no
    /// limit.
    /// </summary>
    /// <value>120</value>
    public int UploadsPerMinute { get; init; } = 120;

    /// <summary><c>THUMBNAILS_MAX_MB</c>: the maximum size of the thumbnails in <see cref="DataDir"/>, 1 to 1,048,576 MiB.</summary>
    /// <value>2048 MiB, some 35,000 photos in a grid's two sizes</value>
    public long ThumbnailsMaxBytes { get; init; } = 2048L << 20;

    /// <summary>
    /// <c>TRASH_DAYS</c>: the number of days after which a photo in the trash is deleted permanently, up to 36,500; 0 disables this.
    /// </summary>
    /// <value>30</value>
    public int TrashDays { get; init; } = 30;

    /// <summary>
    /// <c>S3_ENDPOINT</c> (or <c>AWS_ENDPOINT_URL_S3</c>, <c>AWS_ENDPOINT_URL</c>): the server of S3-compatible object storage; AWS if not
    /// set.
    /// </summary>
    /// <value>null</value>
    public Uri? S3Endpoint { get; init; }

    /// <summary>
    /// <c>S3_REGION</c> (or <c>AWS_REGION</c>, <c>AWS_DEFAULT_REGION</c>): the region of the buckets. R2 and MinIO accept the default.
    /// </summary>
    /// <value>us-east-1</value>
    public string S3Region { get; init; } = "us-east-1";

    /// <summary>The access keys of the buckets; null for public buckets.</summary>
    /// <value>null</value>
    public S3Keys? S3Keys { get; init; }

    /// <summary><c>HF_ENDPOINT</c>: the hub that <c>model pull</c> downloads from.</summary>
    /// <value>https://huggingface.co</value>
    public Uri HfEndpoint { get; init; } = new("https://huggingface.co");

    /// <summary><c>OTEL_EXPORTER_OTLP_ENDPOINT</c>: the collector that receives metrics and traces; without one, nothing is sent.</summary>
    /// <value>null</value>
    public Uri? OtlpEndpoint { get; init; }

    /// <summary>Whether only this machine can reach <see cref="Host"/>.</summary>
    public bool ListensOnLoopback =>
        Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address));

    /// <summary>The source of each setting that is set, by name. Other settings have their default.</summary>
    /// <value>empty</value>
    public IReadOnlyDictionary<string, SettingSource> Sources { get; private init; } = new Dictionary<string, SettingSource>();

    /// <summary>
    /// Reads the settings. The environment takes precedence over <c>.env</c> in <paramref name="directory"/>, and an empty value counts as
    /// not set. Relative folders are resolved against <paramref name="directory"/>.
    /// </summary>
    /// <exception cref="OptionsException">Some values are invalid. One message lists all of them.</exception>
    public static ClipSearchOptions Load(string directory)
    {
        var file = Path.Combine(directory, ".env");
        Dictionary<string, string> fromFile;
        try
        {
            fromFile = File.Exists(file)
                ? Env.NoEnvVars().Load(file).GroupBy(pair => pair.Key).ToDictionary(group => group.Key, group => group.Last().Value)
                : [];
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw new OptionsException($"{file} cannot be read: {e.Message.ReplaceLineEndings(" ")} Write one NAME=value per line.", e);
        }

        return Read(directory, Environment.GetEnvironmentVariable, fromFile.GetValueOrDefault);
    }

    /// <param name="directory">The base of relative folders.</param>
    /// <param name="environment">Returns a setting's value in the environment; null or blank if it is not set.</param>
    /// <param name="file">Returns a setting's value in <c>.env</c>; null or blank if it is not set.</param>
    internal static ClipSearchOptions Read(string directory, Func<string, string?> environment, Func<string, string?>? file = null)
    {
        var sources = new Dictionary<string, SettingSource>();
        var defaults = new ClipSearchOptions();
        var errors = new List<string>();
        string? Text(string name)
        {
            foreach (var (source, setting) in new[] { (SettingSource.Environment, environment), (SettingSource.File, file) })
            {
                if (setting?.Invoke(name) is { Length: > 0 } value)
                {
                    if (value.Trim() is not { Length: > 0 } trimmed)
                        return null;
                    sources[name] = source;
                    return trimmed;
                }
            }

            return null;
        }

        string Folder(string name, string otherwise) => Path.GetFullPath(Text(name) ?? otherwise, directory);
        // The name of a folder may contain the separator.
        IReadOnlyList<string> Folders(string name, IReadOnlyList<string> otherwise) =>
            [.. (Text(name) is not { } text ? otherwise
                : Directory.Exists(Path.GetFullPath(text, directory)) ? [text]
                : LibraryPath.Split(text) is { Length: > 0 } several ? several : otherwise)
                .Select(folder => LibraryPath.Full(folder, directory))];

        int Number(string name, int otherwise, int least, int most)
        {
            if (Text(name) is not { } text)
                return otherwise;
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < least || number > most)
                errors.Add($"{name} is \"{text}\"; it must be a whole number from {least} to {most}.");
            return number;
        }

        bool Flag(string name, bool otherwise)
        {
            if (Text(name) is not { } text)
                return otherwise;
            if (bool.TryParse(text is "1" ? "true" : text is "0" ? "false" : text, out var flag))
                return flag;
            errors.Add($"{name} is \"{text}\"; it must be true or false.");
            return otherwise;
        }

        IReadOnlyList<string> Items(string name) => Text(name)?.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

        var accessToken = Text("ACCESS_TOKEN");
        var isPrivate = Flag("PRIVATE", defaults.Private);
        if (isPrivate && accessToken is null)
            errors.Add("PRIVATE requires ACCESS_TOKEN. Set it to the secret that users sign in with.");

        var allowedHosts = Items("ALLOWED_HOSTS");
        foreach (var host in allowedHosts.Where(host => host != "*" && Uri.CheckHostName(host.StartsWith("*.", StringComparison.Ordinal) ? host[2..] : host.Trim('[', ']')) == UriHostNameType.Unknown))
            errors.Add($"ALLOWED_HOSTS contains \"{host}\"; it must list host names without scheme and port, such as photos.example.org, *.example.org or *.");

        var trustedProxies = new List<IPNetwork>();
        foreach (var proxy in Items("TRUSTED_PROXIES"))
        {
            if (IPNetwork.TryParse(proxy, out var network))
                trustedProxies.Add(network);
            else if (IPAddress.TryParse(proxy, out var address))
                trustedProxies.Add(new IPNetwork(address, address.GetAddressBytes().Length * 8));
            else
                errors.Add($"TRUSTED_PROXIES contains \"{proxy}\"; it must list addresses and networks such as 127.0.0.1, 172.18.0.0/16 or ::1.");
        }

        var endpoint = defaults.HfEndpoint;
        if (Text("HF_ENDPOINT") is { } endpointText)
        {
            if (Uri.TryCreate(endpointText, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https")
                endpoint = uri;
            else
                errors.Add($"HF_ENDPOINT is \"{endpointText}\"; it must be an http or https address such as {defaults.HfEndpoint}.");
        }

        Uri? otlpEndpoint = null;
        // The value is not shown because it may contain a password.
        if (Text("OTEL_EXPORTER_OTLP_ENDPOINT") is { } otlpText && !(Uri.TryCreate(otlpText, UriKind.Absolute, out otlpEndpoint) && otlpEndpoint.Scheme is "http" or "https"))
            errors.Add("OTEL_EXPORTER_OTLP_ENDPOINT must be an http or https address such as http://localhost:4318.");

        IReadOnlyList<string> photosDirs = [];
        try
        {
            photosDirs = Folders("PHOTOS_DIR", defaults.PhotosDirs);
        }
        catch (FormatException e)
        {
            errors.Add($"PHOTOS_DIR: {e.Message}");
        }

        Uri? s3Endpoint = null;
        if ((Text("S3_ENDPOINT") ?? Text("AWS_ENDPOINT_URL_S3") ?? Text("AWS_ENDPOINT_URL")) is { } s3Text
            && !(Uri.TryCreate(s3Text, UriKind.Absolute, out s3Endpoint) && s3Endpoint is { Scheme: "http" or "https", UserInfo: "", PathAndQuery: "/", Fragment: "" }))
        {
            // The value is not shown because it may contain a password.
            errors.Add("S3_ENDPOINT must be an http or https address without path, user name and password, such as https://s3.example.org:9000. Put the bucket in PHOTOS_DIR as s3://bucket.");
        }

        if (!S3Keys.TryRead(Text, out var s3Keys))
            errors.Add("Only one of S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY is set. Set both, or neither for public buckets.");

        var options = new ClipSearchOptions
        {
            DatabaseUrl = Text("DATABASE_URL") ?? Text("POSTGRESQL_URL"),
            PhotosDirs = photosDirs,
            ModelsDir = Folder("MODELS_DIR", defaults.ModelsDir),
            DataDir = Folder("DATA_DIR", defaults.DataDir),
            ClipModel = Text("CLIP_MODEL") ?? defaults.ClipModel,
            Host = Text("HOST") ?? defaults.Host,
            Port = Number("PORT", defaults.Port, 0, 65535),
            AccessToken = accessToken,
            Private = isPrivate,
            TrustLoopback = Flag("TRUST_LOOPBACK", defaults.TrustLoopback),
            AllowedHosts = allowedHosts,
            TrustedProxies = trustedProxies,
            ReadOnly = Flag("READ_ONLY", defaults.ReadOnly),
            MaxUploadBytes = (long)Number("MAX_UPLOAD_MB", (int)(defaults.MaxUploadBytes >> 20), 1, 512) << 20,
            SearchesPerMinute = Number("SEARCHES_PER_MINUTE", defaults.SearchesPerMinute, 0, MaxPerMinute),
            UploadsPerMinute = Number("UPLOADS_PER_MINUTE", defaults.UploadsPerMinute, 0, MaxPerMinute),
            ThumbnailsMaxBytes = (long)Number("THUMBNAILS_MAX_MB", (int)(defaults.ThumbnailsMaxBytes >> 20), 1, 1 << 20) << 20,
            TrashDays = Number("TRASH_DAYS", defaults.TrashDays, 0, 36_500),
            S3Endpoint = s3Endpoint,
            S3Region = Text("S3_REGION") ?? Text("AWS_REGION") ?? Text("AWS_DEFAULT_REGION") ?? defaults.S3Region,
            S3Keys = s3Keys,
            HfEndpoint = endpoint,
            OtlpEndpoint = otlpEndpoint,
            Sources = sources,
        };
        return errors.Count == 0 ? options : throw new OptionsException(string.Join(" ", errors));
    }
}

/// <summary>A setting cannot be used. The message includes the setting, its value and the accepted values.</summary>
public sealed class OptionsException(string message, Exception? inner = null) : Exception(message, inner);
