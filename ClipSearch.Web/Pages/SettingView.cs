using System.Globalization;
using ClipSearch.Core.Data;
using ClipSearch.Core.Postgres;
using ClipSearch.Core.Settings;

namespace ClipSearch.Web.Pages;

/// <summary>A setting with its current value; values of secrets are hidden.</summary>
/// <param name="Name">The name in the environment and in <c>.env</c>.</param>
/// <param name="Value">The current value; for a secret, only whether it is set.</param>
/// <param name="Source">The source of the value.</param>
/// <param name="Meaning">The purpose.</param>
public sealed record SettingView(string Name, string Value, string Source, string Meaning)
{
    /// <summary>Returns all settings in the order of docs/configuration.md.</summary>
    public static IReadOnlyList<SettingView> Of(ClipSearchOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        SettingView View(string name, string? value, string meaning, params ReadOnlySpan<string> otherNames) =>
            new(name, value ?? Texts.Settings_NotSet, SourceOf(options, [name, .. otherNames]), meaning);
        return
        [
            View("DATABASE_URL", Database(options.DatabaseUrl), Texts.Setting_DatabaseUrl, "POSTGRESQL_URL"),
            View("HOST", options.Host, Texts.Setting_Host),
            View("PORT", Number(options.Port), Texts.Setting_Port),
            View("PHOTOS_DIR", string.Join('\n', options.PhotosDirs), Texts.Setting_PhotosDir),
            View("S3_ENDPOINT", options.S3Endpoint?.ToString(), Texts.Setting_S3Endpoint, "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL"),
            View("S3_ACCESS_KEY_ID", Secret(options.S3Keys), Texts.Setting_S3Keys, "AWS_ACCESS_KEY_ID"),
            View("S3_SECRET_ACCESS_KEY", Secret(options.S3Keys), Texts.Setting_S3Keys, "AWS_SECRET_ACCESS_KEY"),
            View("S3_REGION", options.S3Region, Texts.Setting_S3Region, "AWS_REGION", "AWS_DEFAULT_REGION"),
            View("MODELS_DIR", options.ModelsDir, Texts.Setting_ModelsDir),
            View("DATA_DIR", options.DataDir, Texts.Setting_DataDir),
            View("CLIP_MODEL", options.ClipModel, Texts.Setting_ClipModel),
            View("ACCESS_TOKEN", Secret(options.AccessToken), Texts.Setting_AccessToken),
            View("PRIVATE", YesOrNo(options.Private), Texts.Setting_Private),
            View("TRUST_LOOPBACK", YesOrNo(options.TrustLoopback), Texts.Setting_TrustLoopback),
            View("ALLOWED_HOSTS", List(options.AllowedHosts), Texts.Setting_AllowedHosts),
            View("TRUSTED_PROXIES", List([.. options.TrustedProxies.Select(network => network.ToString())]), Texts.Setting_TrustedProxies),
            View("READ_ONLY", YesOrNo(options.ReadOnly), Texts.Setting_ReadOnly),
            View("MAX_UPLOAD_MB", Mebibytes(options.MaxUploadBytes), Texts.Setting_MaxUpload),
            View("SEARCHES_PER_MINUTE", Number(options.SearchesPerMinute), Texts.Setting_SearchesPerMinute),
            View("UPLOADS_PER_MINUTE", Number(options.UploadsPerMinute), Texts.Setting_UploadsPerMinute),
            View("THUMBNAILS_MAX_MB", Mebibytes(options.ThumbnailsMaxBytes), Texts.Setting_ThumbnailsMax),
            View("TRASH_DAYS", Number(options.TrashDays), Texts.Setting_TrashDays),
            View("HF_ENDPOINT", options.HfEndpoint.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.SafeUnescaped), Texts.Setting_HfEndpoint),
            View("OTEL_EXPORTER_OTLP_ENDPOINT", options.OtlpEndpoint?.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.SafeUnescaped), Texts.Setting_OtlpEndpoint),
        ];
    }

    /// <summary>Returns the source of the first name that is set, in the same order as <see cref="ClipSearchOptions"/>.</summary>
    private static string SourceOf(ClipSearchOptions options, IReadOnlyList<string> names)
    {
        if (names.FirstOrDefault(options.Sources.ContainsKey) is not { } name)
            return Texts.Settings_Source_Default;
        var source = options.Sources[name] == SettingSource.Environment ? Texts.Settings_Source_Environment : Texts.Settings_Source_File;
        return name == names[0] ? source : $"{source}, {name}";
    }

    private static string? Database(string? url)
    {
        try
        {
            return url is null ? null : DatabaseUrl.Parse(url).Description;
        }
        catch (FormatException)
        {
            return Texts.Settings_Set; // the database section of the page shows the error
        }
    }

    private static string? Secret(object? value) => value is null ? null : Texts.Settings_Set;

    private static string YesOrNo(bool flag) => flag ? Texts.Settings_Yes : Texts.Settings_No;

    private static string? List(IReadOnlyList<string> items) => items.Count == 0 ? null : string.Join(", ", items);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Mebibytes(long bytes) => Texts.Settings_Mebibytes.With(bytes >> 20);
}
