using ClipSearch.Core.Diagnostics;
using ClipSearch.Core.Settings;
using ClipSearch.Core.Settings.Types;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Web.Pages;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClipSearch.Tests.Settings;

/// <summary>
/// A setting is one declaration. These tests declare further settings, which everything that reads declarations handles without a change,
/// and compare the files that repeat settings with the declarations.
/// </summary>
public sealed class SettingSeamTests
{
    private static readonly Setting<int> Days =
        new("THROW_AWAY_DAYS", new WholeNumberType(1, 9), 5, "Days of an experiment", otherNames: ["OLD_THROW_AWAY_DAYS"]);

    private static readonly Setting<int> Pin =
        new("THROW_AWAY_PIN", new WholeNumberType(1000, 9999), 1234, "Number of an experiment", isSecret: true);

    private static readonly IReadOnlyList<Setting> Declared = [.. SettingList.All, Days, Pin];

    [Fact]
    public async Task The_documentation_has_each_setting_with_its_default_and_range() =>
        Assert.Empty(await SettingChecks.CheckConfigurationAsync(SettingList.All));

    [Fact]
    public async Task The_example_file_has_each_setting_with_its_default_and_range() =>
        Assert.Empty(await SettingChecks.CheckExampleAsync(SettingList.All));

    [Fact]
    public async Task The_test_script_unsets_each_setting() =>
        Assert.Empty(await SettingChecks.CheckTestScriptAsync(SettingList.All));

    [Fact]
    public void Names_of_settings_are_unique()
    {
        var names = SettingList.All.SelectMany(setting => setting.Names).ToList();

        Assert.Equal(names.Distinct(), names);
    }

    [Fact]
    public void A_further_setting_is_read_with_its_default_range_and_source()
    {
        Assert.Equal(5, Read().Get(Days));
        var named = Read((Days.Name, "7"));
        Assert.Equal((7, SettingSource.Environment), (named.Get(Days), named.Sources[Days.Name]));
        var fallback = ClipSearchOptions.Read("/from", _ => null, name => name == Days.OtherNames[0] ? "8" : null, Declared);
        Assert.Equal((8, SettingSource.File), (fallback.Get(Days), fallback.Sources[Days.OtherNames[0]]));

        var error = Assert.Throws<OptionsException>(() => Read((Days.Name, "10"), ("PORT", "many"), (Pin.Name, "98765"))).Message;

        Assert.Equal(
            "PORT is \"many\"; it must be a whole number from 0 to 65535. " +
            "THROW_AWAY_DAYS is \"10\"; it must be a whole number from 1 to 9. " +
            "THROW_AWAY_PIN must be a whole number from 1000 to 9999.",
            error);
    }

    [Fact]
    public void A_further_setting_is_on_the_settings_page_without_secrets()
    {
        var usual = SettingView.Of(Read());
        var set = SettingView.Of(Read((Days.OtherNames[0], "7"), (Pin.Name, "4321")));

        Assert.Equal(Declared.Select(setting => setting.Name), set.Select(setting => setting.Name));
        Assert.Equal(new SettingView(Days.Name, "5", "Default", Days.Description), usual[^2]);
        Assert.Equal(
            [
                new SettingView(Days.Name, "7", $"Environment, {Days.OtherNames[0]}", Days.Description),
                new SettingView(Pin.Name, "Set", "Environment", Pin.Description),
            ],
            set.TakeLast(2));
    }

    [Fact]
    public void No_secret_is_shown_or_quoted_whatever_its_setting()
    {
        const string Address = "https://me:hidden@example.org/path?key=hidden#hidden";
        string[] names = [.. SettingList.All.Where(setting => setting.IsSecret).Select(setting => setting.Name)];

        var shown = SettingView.Of(Read([.. names.Append("HF_ENDPOINT").Select(name => (name, Address))]));
        Assert.All(shown, setting => Assert.DoesNotContain("hidden", setting.Value, StringComparison.Ordinal));
        Assert.Equal("Set", shown.Single(setting => setting.Name == "ACCESS_TOKEN").Value);
        Assert.Equal("https://example.org/path", shown.Single(setting => setting.Name == "OTEL_EXPORTER_OTLP_ENDPOINT").Value);

        var error = Assert.Throws<OptionsException>(() => Read([.. names.Append("S3_ENDPOINT").Select(name => (name, "hidden"))])).Message;
        Assert.Equal(
            "S3_ENDPOINT must be an http or https address without path, user name and password, such as https://s3.example.org:9000. " +
            "Put the bucket in PHOTOS_DIR as s3://bucket. " +
            "OTEL_EXPORTER_OTLP_ENDPOINT must be an http or https address such as http://localhost:4318.",
            error);
    }

    [Fact]
    public async Task Doctor_lists_a_further_setting_that_is_set_without_its_value()
    {
        Assert.Equal("All settings have their defaults.", await FindingAsync(Read()));
        Assert.Equal(
            "PORT (environment), THROW_AWAY_PIN (environment). All other settings have their defaults.",
            await FindingAsync(Read((Pin.Name, "4321"), ("PORT", "0"))));
    }

    [Fact]
    public async Task A_further_setting_is_missing_in_the_documentation_the_example_file_and_the_test_script()
    {
        Assert.Equal(
            ["docs/configuration.md has no row for THROW_AWAY_DAYS.", "docs/configuration.md has no row for THROW_AWAY_PIN."],
            await SettingChecks.CheckConfigurationAsync(Declared));
        Assert.Equal(
            [".env_example has no line #THROW_AWAY_DAYS=.", ".env_example has no line #THROW_AWAY_PIN=."],
            await SettingChecks.CheckExampleAsync(Declared));
        Assert.Equal(
            [
                "scripts/test does not unset THROW_AWAY_DAYS.", "scripts/test does not unset OLD_THROW_AWAY_DAYS.",
                "scripts/test does not unset THROW_AWAY_PIN.",
            ],
            await SettingChecks.CheckTestScriptAsync(Declared));
    }

    [Fact]
    public async Task A_declaration_that_differs_from_the_documentation_is_reported()
    {
        IReadOnlyList<Setting> changed =
        [
            .. SettingList.All.Where(setting => setting.Name is not ("PORT" or "HOST")),
            new Setting<int>("PORT", new WholeNumberType(0, 6553), 300, "Port", isSecret: true, otherNames: ["OLD_PORT"]),
        ];

        Assert.Equal(
            [
                "docs/configuration.md does not name OLD_PORT in the row for PORT.",
                "docs/configuration.md has the default \"`3000`\" for PORT; it is \"300\".",
                "docs/configuration.md has the range \"0 to 65535\" for PORT; it is \"0 to 6553\".",
                "docs/configuration.md has \"no\" in the column secret for PORT.",
                "docs/configuration.md has a row for HOST, which is no setting.",
            ],
            await SettingChecks.CheckConfigurationAsync(changed));
        Assert.Equal(
            [
                ".env_example has the line #PORT=3000; the default is 300.",
                ".env_example does not name OLD_PORT above PORT.",
                ".env_example has no range \"0 to 6553\" above PORT.",
                ".env_example has a line for HOST, which is no setting.",
            ],
            await SettingChecks.CheckExampleAsync(changed));
    }

    private static ClipSearchOptions Read(params (string Name, string Value)[] settings) =>
        ClipSearchOptions.Read("/from", name => settings.FirstOrDefault(setting => setting.Name == name).Value, settings: Declared);

    private static async Task<string> FindingAsync(ClipSearchOptions options)
    {
        var doctor = new Doctor(options, TestDecoders.Command, NullLoggerFactory.Instance);
        await foreach (var check in doctor.CheckAsync(TestContext.Current.CancellationToken))
        {
            if (check.Name == "settings")
                return check.Finding;
        }

        return "";
    }
}
