using System.Globalization;
using ClipSearch.Core.Settings;

namespace ClipSearch.Web.Pages;

/// <summary>A setting with its current value; values of secrets are hidden.</summary>
/// <param name="Name">The name in the environment and in <c>.env</c>.</param>
/// <param name="Value">The current value; for a secret, only whether it is set.</param>
/// <param name="Source">The source of the value.</param>
/// <param name="Meaning">The purpose.</param>
public sealed record SettingView(string Name, string Value, string Source, string Meaning)
{
    /// <summary>The keys of the translated descriptions begin with it; the name of the setting follows.</summary>
    internal const string MeaningKey = "Setting_";

    /// <summary>Returns all settings in the order of their declarations.</summary>
    public static IReadOnlyList<SettingView> Of(ClipSearchOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return [.. options.Declarations.Select(setting => new SettingView(
            setting.Name, Shown(setting, options.Find(setting)), SourceOf(options, setting.Names), MeaningOf(setting)))];
    }

    private static string Shown(Setting setting, object? value) => value switch
    {
        null => Texts.Settings_NotSet,
        bool flag when !setting.IsSecret => flag ? Texts.Settings_Yes : Texts.Settings_No,
        _ => setting.Show(value) switch
        {
            null => Texts.Settings_Set,
            "" => Texts.Settings_NotSet,
            var text => setting.IsInMebibytes ? Texts.Settings_Mebibytes.With(text) : text,
        },
    };

    /// <summary>Returns the source of the first name that is set, in the same order as <see cref="ClipSearchOptions"/>.</summary>
    private static string SourceOf(ClipSearchOptions options, IReadOnlyList<string> names)
    {
        if (names.FirstOrDefault(options.Sources.ContainsKey) is not { } name)
            return Texts.Settings_Source_Default;
        var source = options.Sources[name] == SettingSource.Environment ? Texts.Settings_Source_Environment : Texts.Settings_Source_File;
        return name == names[0] ? source : $"{source}, {name}";
    }

    /// <summary>Returns the translated description. The declaration has the original.</summary>
    private static string MeaningOf(Setting setting) =>
        Texts.ResourceManager.GetString($"{MeaningKey}{setting.Name}", CultureInfo.CurrentUICulture) ?? setting.Description;
}
