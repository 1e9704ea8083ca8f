using System.Net;
using DotNetEnv;

namespace ClipSearch.Core.Settings;

/// <summary>
/// The values of all settings, read once at startup from the environment and <c>.env</c>. <see cref="SettingList"/> declares their defaults
/// and ranges.
/// </summary>
public sealed class ClipSearchOptions
{
    private readonly Dictionary<Setting, object> _values;

    /// <summary>Creates options in which every setting has its default. Relative folders are not resolved.</summary>
    public ClipSearchOptions()
        : this([])
    {
    }

    private ClipSearchOptions(Dictionary<Setting, object> values) => _values = values;

    /// <summary>
    /// <c>DATABASE_URL</c> (or <c>POSTGRESQL_URL</c>): a <c>postgres://</c> or <c>postgresql://</c> URI, or an Npgsql connection string.
    /// Without one, ClipSearch runs a private PostgreSQL server in <see cref="DataDir"/>.
    /// </summary>
    public string? DatabaseUrl { get => Optional(SettingList.DatabaseUrl); init => Set(SettingList.DatabaseUrl, value); }

    /// <summary>
    /// <c>PHOTOS_DIR</c>: the library folders, separated as in <c>PATH</c>; on disk, or in a bucket as <c>s3://bucket/folder</c>.
    /// </summary>
    public IReadOnlyList<string> PhotosDirs { get => Get(SettingList.PhotosDirs); init => Set(SettingList.PhotosDirs, value); }

    /// <summary>
    /// <c>EXCLUDE</c>: patterns of files and folders that are not imported, in the syntax of <c>.gitignore</c>, relative to each library
    /// folder.
    /// </summary>
    public IReadOnlyList<string> Exclude { get => Get(SettingList.Exclude); init => Set(SettingList.Exclude, value); }

    /// <summary><c>FFMPEG</c>: the program that reads videos, as a path or a name that is found in PATH; "off" for no videos.</summary>
    public string Ffmpeg { get => Get(SettingList.Ffmpeg); init => Set(SettingList.Ffmpeg, value); }

    /// <summary><c>MODELS_DIR</c>: the folder that contains the models, each in <c>organisation/name</c>.</summary>
    public string ModelsDir { get => Get(SettingList.ModelsDir); init => Set(SettingList.ModelsDir, value); }

    /// <summary>
    /// <c>DATA_DIR</c>: the folder for the private PostgreSQL server, thumbnails and other files that ClipSearch creates.
    /// </summary>
    public string DataDir { get => Get(SettingList.DataDir); init => Set(SettingList.DataDir, value); }

    /// <summary><c>CLIP_MODEL</c>: a model's name, or <c>auto</c> for the best installed one.</summary>
    public string ClipModel { get => Get(SettingList.ClipModel); init => Set(SettingList.ClipModel, value); }

    /// <summary><c>CLIP_PRECISION</c>: the precision of the encoders' weights.</summary>
    public PrecisionSetting ClipPrecision { get => Get(SettingList.ClipPrecision); init => Set(SettingList.ClipPrecision, value); }

    /// <summary><c>HOST</c>: the address on which the site listens.</summary>
    public string Host { get => Get(SettingList.Host); init => Set(SettingList.Host, value); }

    /// <summary><c>PORT</c>: the port on which the site listens; 0 for any free one.</summary>
    public int Port { get => Get(SettingList.Port); init => Set(SettingList.Port, value); }

    /// <summary>
    /// <c>PATH_BASE</c>: the path below which a proxy publishes the site, such as <c>/photos</c>, without a slash at its end; empty at the
    /// root of a host.
    /// </summary>
    public string PathBase { get => Optional(SettingList.PathBase) ?? ""; init => Set(SettingList.PathBase, value); }

    /// <summary><c>ACCESS_TOKEN</c>: the token required to add, delete or sync photos; without one, only this machine may do so.</summary>
    public string? AccessToken { get => Optional(SettingList.AccessToken); init => Set(SettingList.AccessToken, value); }

    /// <summary><c>PRIVATE</c>: whether reading also requires <see cref="AccessToken"/>.</summary>
    public bool Private { get => Get(SettingList.Private); init => Set(SettingList.Private, value); }

    /// <summary>
    /// <c>TRUST_LOOPBACK</c>: whether programs on this machine need no <see cref="AccessToken"/>. Unsafe behind a proxy on this machine.
    /// </summary>
    public bool TrustLoopback { get => Get(SettingList.TrustLoopback); init => Set(SettingList.TrustLoopback, value); }

    /// <summary>
    /// <c>ALLOWED_HOSTS</c>: the host names that the site accepts besides loopback addresses, without port: <c>photos.example.org</c>,
    /// <c>*.example.org</c>, or <c>*</c> for any. If empty: none on a loopback <see cref="Host"/>, any on another.
    /// </summary>
    public IReadOnlyList<string> AllowedHosts { get => Get(SettingList.AllowedHosts); init => Set(SettingList.AllowedHosts, value); }

    /// <summary>
    /// <c>TRUSTED_PROXIES</c>: addresses and networks of the proxies whose <c>X-Forwarded-For</c>, <c>-Host</c>, <c>-Proto</c> and
    /// <c>-Prefix</c> are trusted.
    /// </summary>
    public IReadOnlyList<IPNetwork> TrustedProxies
    {
        get => Get(SettingList.TrustedProxies);
        init => Set(SettingList.TrustedProxies, value);
    }

    /// <summary><c>READ_ONLY</c>: whether ClipSearch never changes the library folders: no uploads, no deletions.</summary>
    public bool ReadOnly { get => Get(SettingList.ReadOnly); init => Set(SettingList.ReadOnly, value); }

    /// <summary><c>MAX_UPLOAD_MB</c>: the maximum size in bytes of a file that is uploaded or imported from an address.</summary>
    public long MaxUploadBytes { get => Get(SettingList.MaxUpload); init => Set(SettingList.MaxUpload, value); }

    /// <summary>
    /// <c>SEARCHES_PER_MINUTE</c>: the maximum number of searches per minute from one address of another machine; 0 sets no limit.
    /// </summary>
    public int SearchesPerMinute { get => Get(SettingList.SearchesPerMinute); init => Set(SettingList.SearchesPerMinute, value); }

    /// <summary>
    /// <c>UPLOADS_PER_MINUTE</c>: the maximum number of uploads per minute from one address of another machine; 0 sets no limit.
    /// </summary>
    public int UploadsPerMinute { get => Get(SettingList.UploadsPerMinute); init => Set(SettingList.UploadsPerMinute, value); }

    /// <summary><c>ZIP_MAX_PHOTOS</c>: the maximum number of photos in a ZIP download.</summary>
    public int ZipMaxPhotos { get => Get(SettingList.ZipMaxPhotos); init => Set(SettingList.ZipMaxPhotos, value); }

    /// <summary><c>ZIP_MAX_MB</c>: the maximum size in bytes of the photos in a ZIP download.</summary>
    public long ZipMaxBytes { get => Get(SettingList.ZipMax); init => Set(SettingList.ZipMax, value); }

    /// <summary><c>THUMBNAILS_MAX_MB</c>: the maximum size in bytes of the thumbnails in <see cref="DataDir"/>.</summary>
    public long ThumbnailsMaxBytes { get => Get(SettingList.ThumbnailsMax); init => Set(SettingList.ThumbnailsMax, value); }

    /// <summary>
    /// <c>TRASH_DAYS</c>: the number of days after which a photo in the trash is deleted permanently; 0 disables this.
    /// </summary>
    public int TrashDays { get => Get(SettingList.TrashDays); init => Set(SettingList.TrashDays, value); }

    /// <summary>
    /// <c>S3_ENDPOINT</c> (or <c>AWS_ENDPOINT_URL_S3</c>, <c>AWS_ENDPOINT_URL</c>): the server of S3-compatible object storage; AWS if not
    /// set.
    /// </summary>
    public Uri? S3Endpoint { get => Optional(SettingList.S3Endpoint); init => Set(SettingList.S3Endpoint, value); }

    /// <summary>
    /// <c>S3_REGION</c> (or <c>AWS_REGION</c>, <c>AWS_DEFAULT_REGION</c>): the region of the buckets. R2 and MinIO accept the default.
    /// </summary>
    public string S3Region { get => Get(SettingList.S3Region); init => Set(SettingList.S3Region, value); }

    /// <summary>The access keys of the buckets; null for public buckets.</summary>
    public S3Keys? S3Keys
    {
        get;
        init
        {
            field = value;
            Set(SettingList.S3AccessKeyId, value?.Id);
            Set(SettingList.S3SecretAccessKey, value?.Secret);
        }
    }

    /// <summary><c>HF_ENDPOINT</c>: the hub that <c>model pull</c> downloads from.</summary>
    public Uri HfEndpoint { get => Get(SettingList.HfEndpoint); init => Set(SettingList.HfEndpoint, value); }

    /// <summary><c>OTEL_EXPORTER_OTLP_ENDPOINT</c>: the collector that receives metrics and traces; without one, nothing is sent.</summary>
    public Uri? OtlpEndpoint { get => Optional(SettingList.OtlpEndpoint); init => Set(SettingList.OtlpEndpoint, value); }

    /// <summary>Whether only this machine can reach <see cref="Host"/>.</summary>
    public bool ListensOnLoopback =>
        Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address));

    /// <summary>The declarations of the settings.</summary>
    public IReadOnlyList<Setting> Declarations { get; private init; } = SettingList.All;

    /// <summary>The source of each setting that is set, by name. Other settings have their default.</summary>
    /// <value>empty</value>
    public IReadOnlyDictionary<string, SettingSource> Sources { get; private init; } = new Dictionary<string, SettingSource>();

    /// <summary>Returns the value of a setting, or else its default; null if it has neither.</summary>
    public object? Find(Setting setting) => _values.GetValueOrDefault(setting) ?? setting.DefaultValue;

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
    /// <param name="settings">The settings to read; null for all.</param>
    internal static ClipSearchOptions Read(
        string directory, Func<string, string?> environment, Func<string, string?>? file = null, IReadOnlyList<Setting>? settings = null)
    {
        settings ??= SettingList.All;
        var texts = new SettingTexts(environment, file);
        var values = new Dictionary<Setting, object>();
        var errors = new List<string>();
        foreach (var setting in settings)
        {
            if (setting.Read(texts, directory, errors) is { } value)
                values[setting] = value;
        }

        if (!S3Keys.TryRead(texts.Find, out var s3Keys))
        {
            errors.Add(
                $"Only one of {SettingList.S3AccessKeyId.Name} and {SettingList.S3SecretAccessKey.Name} is set. " +
                "Set both, or neither for public buckets.");
        }

        var options = new ClipSearchOptions(values) { S3Keys = s3Keys, Declarations = settings, Sources = texts.Sources };
        if (options.Private && options.AccessToken is null)
        {
            errors.Add(
                $"{SettingList.Private.Name} requires {SettingList.AccessToken.Name}. Set it to the secret that users sign in with.");
        }

        return errors.Count == 0 ? options : throw new OptionsException(string.Join(" ", errors));
    }

    /// <summary>Returns the value of a setting, or else its default.</summary>
    internal T Get<T>(Setting<T> setting)
        where T : notnull =>
        Find(setting) is T value ? value : throw new InvalidOperationException($"{setting.Name} has neither a value nor a default.");

    private T? Optional<T>(Setting<T> setting)
        where T : class => (T?)Find(setting);

    private void Set<T>(Setting<T> setting, T? value)
        where T : notnull
    {
        if (value is null)
            _values.Remove(setting);
        else
            _values[setting] = value;
    }
}

/// <summary>A setting cannot be used. The message includes the setting, its value and the accepted values.</summary>
public sealed class OptionsException(string message, Exception? inner = null) : Exception(message, inner);
