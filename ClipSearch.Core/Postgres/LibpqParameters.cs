using System.Globalization;
using Npgsql;

namespace ClipSearch.Core.Postgres;

/// <summary>Maps the parameters of a libpq URI to Npgsql's options.</summary>
/// <remarks>https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS</remarks>
internal static class LibpqParameters
{
    /// <summary>Npgsql's limit on its connection timeout, in seconds.</summary>
    private const int MaxTimeout = 1024;

    /// <summary>Applies one decoded parameter. Returns a sentence if it was ignored; otherwise null.</summary>
    /// <exception cref="FormatException">The value is invalid, or requires a protection that Npgsql does not support.</exception>
    public static string? Apply(NpgsqlConnectionStringBuilder builder, string name, string value)
    {
        switch (name)
        {
            case "host":
                builder.Host = value;
                break;
            case "port":
                builder.Port = DatabaseUrl.ParsePort(value);
                break;
            case "dbname":
                builder.Database = value;
                break;
            case "user":
                builder.Username = value;
                break;
            case "password":
                builder.Password = value;
                break;
            case "passfile":
                builder.Passfile = value;
                break;
            case "application_name" or "fallback_application_name":
                builder.ApplicationName = value;
                break;
            case "options":
                builder.Options = value;
                break;
            case "connect_timeout":
                builder.Timeout = Math.Min(Whole(name, value), MaxTimeout);
                break;
            case "client_encoding":
                builder.ClientEncoding = value;
                break;
            case "sslmode":
                builder.SslMode = Choice(name, value, SslModes);
                break;
            case "ssl":
                builder.SslMode = Choice(name, value, Ssl);
                break;
            case "sslrootcert" when value == "system":
                // libpq uses the system's root certificates with verify-full only. Npgsql uses them if no file is named.
                builder.SslMode = SslMode.VerifyFull;
                break;
            case "sslrootcert":
                builder.RootCertificate = value;
                break;
            case "sslcert":
                builder.SslCertificate = value;
                break;
            case "sslkey":
                builder.SslKey = value;
                break;
            case "sslpassword":
                builder.SslPassword = value;
                break;
            case "sslnegotiation":
                builder.SslNegotiation = Choice(name, value, SslNegotiations);
                break;
            case "channel_binding":
                builder.ChannelBinding = Choice(name, value, ChannelBindings);
                break;
            case "gssencmode":
                builder.GssEncryptionMode = Choice(name, value, GssModes);
                break;
            case "krbsrvname":
                builder.KerberosServiceName = value;
                break;
            case "require_auth":
                builder.RequireAuth = value;
                break;
            case "target_session_attrs":
                builder.TargetSessionAttributes = Choice(name, value, SessionAttributes);
                break;
            case "load_balance_hosts":
                builder.LoadBalanceHosts = Choice(name, value, LoadBalancing);
                break;
            case "keepalives":
                builder.TcpKeepAlive = Whole(name, value) != 0;
                break;
            case "keepalives_idle":
                builder.TcpKeepAliveTime = Whole(name, value);
                break;
            case "keepalives_interval":
                builder.TcpKeepAliveInterval = Whole(name, value);
                break;
            case "sslcrl" or "sslcrldir" or "requirepeer" or "ssl_min_protocol_version" or "service" or "hostaddr":
                // Ignoring one of these parameters would connect with less protection than required, or to another server.
                throw DatabaseUrl.Bad($"has the parameter {name}, which ClipSearch does not support; remove it");
            default:
                return $"DATABASE_URL has the parameter {Printable(name)}, which is unknown and ignored.";
        }

        return null;
    }

    private static readonly Dictionary<string, SslMode> SslModes = new()
    {
        ["disable"] = SslMode.Disable,
        ["allow"] = SslMode.Allow,
        ["prefer"] = SslMode.Prefer,
        ["require"] = SslMode.Require,
        ["verify-ca"] = SslMode.VerifyCA,
        ["verify-full"] = SslMode.VerifyFull,
    };

    private static readonly Dictionary<string, SslMode> Ssl = new() { ["true"] = SslMode.Require };

    private static readonly Dictionary<string, SslNegotiation> SslNegotiations = new()
    {
        ["postgres"] = SslNegotiation.Postgres,
        ["direct"] = SslNegotiation.Direct,
    };

    private static readonly Dictionary<string, ChannelBinding> ChannelBindings = new()
    {
        ["disable"] = ChannelBinding.Disable,
        ["prefer"] = ChannelBinding.Prefer,
        ["require"] = ChannelBinding.Require,
    };

    private static readonly Dictionary<string, GssEncryptionMode> GssModes = new()
    {
        ["disable"] = GssEncryptionMode.Disable,
        ["prefer"] = GssEncryptionMode.Prefer,
        ["require"] = GssEncryptionMode.Require,
    };

    private static readonly Dictionary<string, string> SessionAttributes =
        new[] { "any", "read-write", "read-only", "primary", "standby", "prefer-standby" }.ToDictionary(name => name);

    private static readonly Dictionary<string, bool> LoadBalancing = new() { ["disable"] = false, ["random"] = true };

    private static T Choice<T>(string name, string value, Dictionary<string, T> choices) =>
        choices.TryGetValue(value, out var choice)
            ? choice
            : throw DatabaseUrl.Bad($"has {name}={Printable(value)}; it must be one of {string.Join(", ", choices.Keys)}");

    private static int Whole(string name, string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw DatabaseUrl.Bad($"has {name}={Printable(value)}; it must be a whole number of seconds, 0 or more");

    private static string Printable(string text)
    {
        var clean = new string([.. text.Take(40).Select(c => char.IsControl(c) ? '?' : c)]);
        return text.Length > 40 ? clean + "…" : clean;
    }
}
