using System.Data.Common;
using System.Globalization;
using System.Text;
using Npgsql;

namespace ClipSearch.Core.Postgres;

/// <summary>
/// A <c>DATABASE_URL</c> as Npgsql understands it: a <c>postgres://</c> or <c>postgresql://</c> URI with libpq's grammar
/// and parameter names, or Npgsql's own <c>Host=…;Username=…</c> form. No message or description of it holds a password.
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
            // Npgsql accepts a wish for the server's role only together with a choice of servers.
            builder.Remove("Target Session Attributes");
        }

        ConnectionString = builder.ConnectionString;
        Description = Describe(builder);
        Warnings = warnings;
    }

    /// <summary>The connection string for <see cref="NpgsqlDataSourceBuilder"/>; it holds the password.</summary>
    public string ConnectionString { get; }

    /// <summary>Database, server and user in words, without the password: for logs and <c>doctor</c>.</summary>
    public string Description { get; }

    /// <summary>One sentence for each parameter of the URI that was passed over; worth logging once.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Reads a database address; with no host it is localhost, with no user the system's, with no database the user's.</summary>
    /// <exception cref="FormatException">It cannot be read; the message says which part and never quotes it.</exception>
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
            : throw Bad($"is not an address of a database; write it as {Example}");
    }

    /// <summary>Database, server and user of a connection string in words, without the password.</summary>
    public static string Describe(NpgsqlConnectionStringBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var server = builder.Host is not { } host ? "localhost"
            : host.Contains(',') || Path.IsPathRooted(host) ? host
            : host.Contains(':') && !host.Contains('[') ? $"[{host}]:{builder.Port}"
            : $"{host}:{builder.Port}";
        return $"database {builder.Database} on {server} as {builder.Username}";
    }

    /// <summary>The same as <see cref="Description"/>, so that no interpolation shows the password.</summary>
    public override string ToString() => Description;

    private static DatabaseUrl ParseUri(string rest)
    {
        // The authority ends at the first "/" or "?". An "@" beyond it is nearly always a password that nobody encoded,
        // whose tail would be taken for a database or a parameter and shown.
        var end = rest.AsSpan().IndexOfAny('/', '?');
        var authority = end < 0 ? rest : rest[..end];
        var query = rest.IndexOf('?', StringComparison.Ordinal);
        var path = end < 0 || rest[end] == '?' ? "" : query < 0 ? rest[(end + 1)..] : rest[(end + 1)..query];
        var at = authority.LastIndexOf('@');
        if (authority.Length > 0 && end >= 0 && rest.AsSpan(end).Contains('@'))
            throw Bad("has an @ after its first / or ?; wherever these three are not separators, write @ as %40, / as %2F and ? as %3F");

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
            throw Bad("has a comma in its host, which cannot be used");
        return (host.Length == 0 ? "localhost" : host, ParsePort(port));
    }

    internal static int ParsePort(string text)
    {
        if (text.Length == 0)
            return NpgsqlConnection.DefaultPort;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535
            ? port
            : throw Bad("has a port that is not a number from 1 to 65535; if the password holds @ : / ? or #, write them as %40 %3A %2F %3F %23");
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
            // Npgsql's own message may quote the password's tail where a semicolon in it was not quoted.
            throw Bad($"holds a keyword or value that Npgsql does not know; write it as {Example}, or quote a value that holds a semicolon");
        }

        if (builder.Host is { } host && host.Contains('='))
            throw Bad($"has its keywords separated by spaces; separate them by semicolons, or write it as {Example}");
        return new DatabaseUrl(builder, []);
    }

    /// <summary>Percent-decodes strictly, as libpq does: "+" stays, a lone "%" and a zero byte are errors.</summary>
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
                    throw Bad($"has a % in its {part} that two hexadecimal digits do not follow; write a % as %25");
                value = byte.Parse(utf8.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
                i += 2;
            }

            if (value == 0)
                throw Bad($"has a zero byte in its {part}");
            utf8[length++] = value;
        }

        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(utf8, 0, length);
        }
        catch (DecoderFallbackException)
        {
            throw Bad($"has a {part} that is not UTF-8 once decoded");
        }
    }

    internal static FormatException Bad(string what) => new($"DATABASE_URL {what}.");
}
