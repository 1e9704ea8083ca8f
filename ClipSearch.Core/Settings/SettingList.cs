using System.Net;
using ClipSearch.Core.Settings.Types;

namespace ClipSearch.Core.Settings;

/// <summary>
/// All settings, in the order of the settings page. scripts/test reads their names from this file: every quoted string of capital letters
/// is the name of a setting.
/// </summary>
public static class SettingList
{
    private const string Hub = "https://huggingface.co";
    private const int MaxPerMinute = 100_000;
    private const string BucketKeys = "Credentials for the buckets. Not set: only public buckets can be read";

    private static readonly List<Setting> Declared = [];

    /// <summary>All settings.</summary>
    public static IReadOnlyList<Setting> All => Declared;

    /// <summary>The library's database.</summary>
    public static Setting<string> DatabaseUrl { get; } = Add(new Setting<string>(
        "DATABASE_URL", new DatabaseAddressType(), null,
        "PostgreSQL database with pgvector that stores the library. Not set: a private PostgreSQL in DATA_DIR",
        isSecret: true, otherNames: ["POSTGRESQL_URL"]));

    /// <summary>The address of the site.</summary>
    public static Setting<string> Host { get; } = Add(new Setting<string>(
        "HOST", new TextType("an IP address or localhost"), "127.0.0.1",
        "IP address that the site listens on. Use 0.0.0.0 to allow access from the network"));

    /// <summary>The port of the site.</summary>
    public static Setting<int> Port { get; } = Add(new Setting<int>(
        "PORT", new WholeNumberType(0, 65_535), 3000,
        "Port that the site listens on"));

    /// <summary>The path of the site.</summary>
    public static Setting<string> PathBase { get; } = Add(new Setting<string>(
        "PATH_BASE", new BasePathType(), null,
        "Path below which a proxy publishes the site. Not set: the root of the host"));

    /// <summary>The library folders.</summary>
    public static Setting<IReadOnlyList<string>> PhotosDirs { get; } = Add(new Setting<IReadOnlyList<string>>(
        "PHOTOS_DIR", new FolderListType(), ["photos"],
        "Library folders that ClipSearch scans for photos"));

    /// <summary>The patterns of files and folders that are not imported.</summary>
    public static Setting<IReadOnlyList<string>> Exclude { get; } = Add(new Setting<IReadOnlyList<string>>(
        "EXCLUDE", new PatternListType(), [],
        "Files and folders that are not imported, as in .gitignore, for example *.tmp.jpg, Drafts/"));

    /// <summary>The program that reads videos.</summary>
    public static Setting<string> Ffmpeg { get; } = Add(new Setting<string>(
        "FFMPEG", new TextType("a path, a name or off"), "ffmpeg",
        "Program that reads videos: a path, or a name that is found in PATH. off: videos are not imported"));

    /// <summary>The server of the buckets.</summary>
    public static Setting<Uri> S3Endpoint { get; } = Add(new Setting<Uri>(
        "S3_ENDPOINT", new BucketServerType(), null,
        "Address of the S3-compatible object storage. Not set: AWS",
        otherNames: ["AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL"]));

    /// <summary>The id of the access key of the buckets. See <see cref="S3Keys"/>.</summary>
    public static Setting<string> S3AccessKeyId { get; } = Add(new Setting<string>(
        "S3_ACCESS_KEY_ID", new TextType(), null,
        BucketKeys,
        isSecret: true, otherNames: ["AWS_ACCESS_KEY_ID"]));

    /// <summary>The secret of the access key of the buckets. See <see cref="S3Keys"/>.</summary>
    public static Setting<string> S3SecretAccessKey { get; } = Add(new Setting<string>(
        "S3_SECRET_ACCESS_KEY", new TextType(), null,
        BucketKeys,
        isSecret: true, otherNames: ["AWS_SECRET_ACCESS_KEY"]));

    /// <summary>The region of the buckets.</summary>
    public static Setting<string> S3Region { get; } = Add(new Setting<string>(
        "S3_REGION", new TextType("a region"), "us-east-1",
        "Region of the buckets",
        otherNames: ["AWS_REGION", "AWS_DEFAULT_REGION"]));

    /// <summary>The folder of the models.</summary>
    public static Setting<string> ModelsDir { get; } = Add(new Setting<string>(
        "MODELS_DIR", new FolderType(), "models",
        "Folder that contains the models"));

    /// <summary>The folder of the files that ClipSearch creates.</summary>
    public static Setting<string> DataDir { get; } = Add(new Setting<string>(
        "DATA_DIR", new FolderType(), ".data",
        "Folder for the private PostgreSQL, thumbnails and sign-in cookie keys"));

    /// <summary>The model.</summary>
    public static Setting<string> ClipModel { get; } = Add(new Setting<string>(
        "CLIP_MODEL", new TextType("auto or organisation/name"), "auto",
        "Model used for search, or auto for the best installed model"));

    /// <summary>The precision of the encoders.</summary>
    public static Setting<PrecisionSetting> ClipPrecision { get; } = Add(new Setting<PrecisionSetting>(
        "CLIP_PRECISION", new ChoiceType<PrecisionSetting>(("auto", PrecisionSetting.Auto), ("fp32", PrecisionSetting.Full), ("int8", PrecisionSetting.EightBits)), PrecisionSetting.Auto,
        "Precision of the encoders' weights. auto: 8 bits for texts and fp32 for images. int8: 8 bits for both. 8 bits are used only if they are faster and agree with fp32"));

    /// <summary>The token for write access.</summary>
    public static Setting<string> AccessToken { get; } = Add(new Setting<string>(
        "ACCESS_TOKEN", new TextType(), null,
        "Token required to add, delete or sync photos. Not set: only programs on this computer can do so",
        isSecret: true));

    /// <summary>Whether reading requires the token.</summary>
    public static Setting<bool> Private { get; } = Add(new Setting<bool>(
        "PRIVATE", new FlagType(), false,
        "Whether viewing photos also requires the ACCESS_TOKEN"));

    /// <summary>Whether programs on this machine need no token.</summary>
    public static Setting<bool> TrustLoopback { get; } = Add(new Setting<bool>(
        "TRUST_LOOPBACK", new FlagType(), false,
        "Whether programs on this computer can make changes without the ACCESS_TOKEN. Unsafe behind a proxy on this computer"));

    /// <summary>The host names of the site.</summary>
    public static Setting<IReadOnlyList<string>> AllowedHosts { get; } = Add(new Setting<IReadOnlyList<string>>(
        "ALLOWED_HOSTS", new HostListType(), [],
        "Host names that the site accepts. Not set: loopback names if HOST is a loopback address, otherwise any name"));

    /// <summary>The proxies whose headers are trusted.</summary>
    public static Setting<IReadOnlyList<IPNetwork>> TrustedProxies { get; } = Add(new Setting<IReadOnlyList<IPNetwork>>(
        "TRUSTED_PROXIES", new NetworkListType(), [],
        "Proxies whose X-Forwarded headers are trusted"));

    /// <summary>Whether the library folders are never changed.</summary>
    public static Setting<bool> ReadOnly { get; } = Add(new Setting<bool>(
        "READ_ONLY", new FlagType(), false,
        "Whether the library folders are read-only: no uploads, no deleting"));

    /// <summary>The maximum size of an added file.</summary>
    public static Setting<long> MaxUpload { get; } = Add(new Setting<long>(
        "MAX_UPLOAD_MB", new MebibytesType(1, 512), 100L << 20,
        "Maximum size of a file that is uploaded or added from the web"));

    /// <summary>The rate limit of searches.</summary>
    public static Setting<int> SearchesPerMinute { get; } = Add(new Setting<int>(
        "SEARCHES_PER_MINUTE", new WholeNumberType(0, MaxPerMinute), 120,
        "Maximum searches per minute from one IP address of another computer. 0: no limit"));

    /// <summary>The rate limit of uploads.</summary>
    public static Setting<int> UploadsPerMinute { get; } = Add(new Setting<int>(
        "UPLOADS_PER_MINUTE", new WholeNumberType(0, MaxPerMinute), 120,
        "Maximum uploads per minute from one IP address of another computer. 0: no limit"));

    /// <summary>The maximum number of photos in a ZIP download.</summary>
    public static Setting<int> ZipMaxPhotos { get; } = Add(new Setting<int>(
        "ZIP_MAX_PHOTOS", new WholeNumberType(1, 10_000), 1000,
        "Maximum number of photos in a ZIP download"));

    /// <summary>The maximum size of a ZIP download.</summary>
    public static Setting<long> ZipMax { get; } = Add(new Setting<long>(
        "ZIP_MAX_MB", new MebibytesType(1, 1 << 20), 4096L << 20,
        "Maximum size of the photos in a ZIP download"));

    /// <summary>The maximum size of the thumbnails. The default holds some 35,000 photos in a grid's two sizes.</summary>
    public static Setting<long> ThumbnailsMax { get; } = Add(new Setting<long>(
        "THUMBNAILS_MAX_MB", new MebibytesType(1, 1 << 20), 2048L << 20,
        "Maximum disk space for thumbnails in DATA_DIR"));

    /// <summary>The days until photos in the trash are deleted permanently.</summary>
    public static Setting<int> TrashDays { get; } = Add(new Setting<int>(
        "TRASH_DAYS", new WholeNumberType(0, 36_500), 30,
        "Days after which photos in the trash are permanently deleted. 0: never"));

    /// <summary>The hub of the models.</summary>
    public static Setting<Uri> HfEndpoint { get; } = Add(new Setting<Uri>(
        "HF_ENDPOINT", new HttpAddressType($"{Hub}/"), new Uri(Hub),
        "Hugging Face hub from which model pull downloads models"));

    /// <summary>The collector of metrics and traces.</summary>
    public static Setting<Uri> OtlpEndpoint { get; } = Add(new Setting<Uri>(
        "OTEL_EXPORTER_OTLP_ENDPOINT", new HttpAddressType("http://localhost:4318"), null,
        "OpenTelemetry collector that receives metrics and traces",
        isSecret: true));

    private static Setting<T> Add<T>(Setting<T> setting)
        where T : notnull
    {
        Declared.Add(setting);
        return setting;
    }
}
