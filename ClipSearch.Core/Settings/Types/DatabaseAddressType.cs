using ClipSearch.Core.Postgres;

namespace ClipSearch.Core.Settings.Types;

/// <summary>The address of a database. It is parsed when the database is opened, so that the site can start and show the error.</summary>
internal sealed class DatabaseAddressType : SettingType<string>
{
    public override string Range => "a postgres:// or postgresql:// URI";

    internal override bool TryParse(SettingText text, out string value)
    {
        value = text.Value;
        return true;
    }

    internal override string Write(string value) => value;

    internal override string? Redact(string value)
    {
        try
        {
            return DatabaseUrl.Parse(value).Description;
        }
        catch (FormatException)
        {
            return null; // The database section of the settings page shows the error.
        }
    }
}
