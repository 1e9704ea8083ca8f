using System.Data.Common;
using System.Globalization;
using System.Text;
using Npgsql;

namespace ClipSearch.Core.Postgres;

/// <summary>
/// Converts a <c>DATABASE_URL</c> for Npgsql: a <c>postgres://</c> or <c>postgresql://</c> URI with libpq's grammar and parameter names, or
/// Npgsql's own <c>Host=…;Username=…</c> form. Its messages and descriptions never contain a password.
/// </summary>
/// <remarks>https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS</remarks>
public sealed class DatabaseUrl
{
    private const string Example = "postgres://user:password@host:5432/database";

    private DatabaseUrl(NpgsqlConnectionStringBuilder builder, IReadOnlyList<string> warnings)
    {
        builder.Host = builder.Host is { Length: > 0 } host ? host : "localhost";
        builder.Username ??= Environment.GetEnvironmentVariable("PGUSER") ?? Environment.UserName;
        builder.Database ??= builder.Username;
        builder.ApplicationName ??= "ClipSearch";
        builder.PersistSecurityInfo = false;
        if (!builder.Host.Contains(','))
        {
            // Npgsql accepts this option only for several hosts.
            builder.Remove("Target Session Attributes");
        }

        ConnectionString = builder.ConnectionString;
        Description = Describe(builder);
        Warnings = warnings;
    }

    /// <summary>The connection string for <see cref="NpgsqlDataSourceBuilder"/>. It contains the password.</summary>
    public string ConnectionString { get; }

    /// <summary>A description of database, server and user without the password, for logs and <c>doctor</c>.</summary>
    public string Description { get; }

    /// <summary>One sentence for each ignored parameter of the URI, to be logged once.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>
    /// Parses a database address. The defaults are localhost for the host, the system's user for the user, and the user's name for the
    /// database.
    /// </summary>
    /// <exception cref="FormatException">The address is invalid. The message names the invalid part without quoting it.</exception>
    public static DatabaseUrl Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        text = text.Trim();
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (scheme >= 0 && (equals < 0 || scheme < equals))
        {
            return text[..scheme].ToLowerInvariant() is "postgres" or "postgresql"
                ? ParseUri(text[(scheme + 3)..])
                : throw Bad($"does not begin with postgres:// or postgresql://; write it as {Example}");
        }

        return equals >= 0
            ? ParseKeywords(text)
            : throw Bad($"is not a database address; write it as {Example}");
    }

    /// <summary>Describes database, server and user of a connection string without the password.</summary>
    public static string Describe(NpgsqlConnectionStringBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var server = builder.Host is not { } host ? "localhost"
            : host.Contains(',') || Path.IsPathRooted(host) ? host
            : host.Contains(':') && !host.Contains('[') ? $"[{host}]:{builder.Port}"
            : $"{host}:{builder.Port}";
        return $"database {builder.Database} on {server} as {builder.Username}";
    }

    /// <summary>Returns <see cref="Description"/>, so that no interpolated string contains the password.</summary>
    public override string ToString() => Description;

    private static DatabaseUrl ParseUri(string rest)
    {
        // The authority ends at the first "/" or "?". An "@" after it is nearly always part of a password that is not percent-encoded. The
        // rest of that password would be read as a database or a parameter, and shown.
        var end = rest.AsSpan().IndexOfAny('/', '?');
        var authority = end < 0 ? rest : rest[..end];
        var query = rest.IndexOf('?', StringComparison.Ordinal);
        var path = end < 0 || rest[end] == '?' ? "" : query < 0 ? rest[(end + 1)..] : rest[(end + 1)..query];
        var at = authority.LastIndexOf('@');
        if (authority.Length > 0 && end >= 0 && rest.AsSpan(end).Contains('@'))
            throw Bad("has an @ after its first / or ?; where these are not separators, write @ as %40, / as %2F and ? as %3F");

        var builder = new NpgsqlConnectionStringBuilder();
        if (at >= 0)
        {
            var colon = authority.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0 || colon > at)
                colon = at;
            if (colon > 0)
                builder.Username = Decode(authority[..colon], "user");
            if (colon + 1 < at)
                builder.Password = Decode(authority[(colon + 1)..at], "password");
        }

        SetHosts(builder, authority[(at + 1)..]);
        if (path.Length > 0)
            builder.Database = Decode(path, "database");

        var warnings = new List<string>();
        if (query >= 0)
        {
            foreach (var parameter in rest[(query + 1)..].Split('&', StringSplitOptions.RemoveEmptyEntries))
            {
                var equals = parameter.IndexOf('=', StringComparison.Ordinal);
                if (equals <= 0)
                    throw Bad("has a parameter after the ? that is not of the form name=value");
                var name = Decode(parameter[..equals], "parameter name");
                if (LibpqParameters.Apply(builder, name, Decode(parameter[(equals + 1)..], name)) is { } warning)
                    warnings.Add(warning);
            }
        }

        return new DatabaseUrl(builder, warnings);
    }

    private static void SetHosts(NpgsqlConnectionStringBuilder builder, string text)
    {
        if (text.Length == 0)
            return;
        var hosts = text.Split(',').Select(ParseHost).ToList();
        if (hosts.Count == 1)
        {
            builder.Host = hosts[0].Host;
            builder.Port = hosts[0].Port;
            return;
        }

        builder.Host = string.Join(',', hosts.Select(host => host.Host.Contains(':') ? $"[{host.Host}]:{host.Port}" : $"{host.Host}:{host.Port}"));
    }

    private static (string Host, int Port) ParseHost(string text)
    {
        string host, port;
        if (text.StartsWith('['))
        {
            var close = text.IndexOf(']', StringComparison.Ordinal);
            if (close < 0 || (close + 1 < text.Length && text[close + 1] != ':'))
                throw Bad("has an IPv6 address that is not of the form [address] or [address]:port");
            host = text[1..close];
            port = close + 2 < text.Length ? text[(close + 2)..] : "";
        }
        else
        {
            var colon = text.IndexOf(':', StringComparison.Ordinal);
            host = colon < 0 ? text : text[..colon];
            port = colon < 0 ? "" : text[(colon + 1)..];
            if (port.Contains(':'))
                throw Bad("has more than one colon after its user; write an IPv6 address in brackets, and a : in the password as %3A");
        }

        host = Decode(host, "host");
        if (host.Contains(','))
            throw Bad("has a comma in its host, which is not supported");
        return (host.Length == 0 ? "localhost" : host, ParsePort(port));
    }

    internal static int ParsePort(string text)
    {
        if (text.Length == 0)
            return NpgsqlConnection.DefaultPort;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535
            ? port
            : throw Bad("has a port that is not a number from 1 to 65535; if the password contains @ : / ? or #, write them as %40 %3A %2F %3F %23");
    }

    private static DatabaseUrl ParseKeywords(string text)
    {
        NpgsqlConnectionStringBuilder builder;
        try
        {
            builder = new NpgsqlConnectionStringBuilder(text);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or NotSupportedException or KeyNotFoundException)
        {
            // Npgsql's own message may quote the end of a password that contains an unquoted semicolon.
            throw Bad($"has a keyword or value that Npgsql does not support; write it as {Example}, or quote a value that contains a semicolon");
        }

        if (builder.Host is { } host && host.Contains('='))
            throw Bad($"separates its keywords with spaces; use semicolons, or write it as {Example}");
        return new DatabaseUrl(builder, []);
    }

    /// <summary>Percent-decodes strictly, as libpq does: "+" is unchanged; a lone "%" and a zero byte are errors.</summary>
    private static string Decode(string text, string part)
    {
        if (!text.Contains('%'))
            return text;
        var utf8 = Encoding.UTF8.GetBytes(text);
        var length = 0;
        for (var i = 0; i < utf8.Length; i++)
        {
            var value = utf8[i];
            if (value == '%')
            {
                if (i + 2 >= utf8.Length || !char.IsAsciiHexDigit((char)utf8[i + 1]) || !char.IsAsciiHexDigit((char)utf8[i + 2]))
                    throw Bad($"has a % in its {part} that is not followed by two hexadecimal digits; write a % as %25");
                value = byte.Parse(utf8.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
                i += 2;
            }

            if (value == 0)
                throw Bad($"has a null character in its {part}");
            utf8[length++] = value;
        }

        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(utf8, 0, length);
        }
        catch (DecoderFallbackException)
        {
            throw Bad($"has a {part} that is not valid UTF-8 after decoding");
        }
    }

    internal static FormatException Bad(string what) => new($"DATABASE_URL {what}.");
}
