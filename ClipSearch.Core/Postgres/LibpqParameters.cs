using System.Globalization;
using Npgsql;

namespace ClipSearch.Core.Postgres;

/// <summary>The parameters of a libpq URI, in Npgsql's terms.</summary>
/// <remarks>https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS</remarks>
internal static class LibpqParameters
{
    /// <summary>Npgsql's limit on its connection timeout, in seconds.</summary>
    private const int LongestTimeout = 1024;

    /// <summary>Applies one decoded parameter; a sentence when it was passed over, else null.</summary>
    /// <exception cref="FormatException">The value is none of the parameter's, or asks for a protection that Npgsql lacks.</exception>
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
                builder.Timeout = Math.Min(Whole(name, value), LongestTimeout);
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
                // libpq: the system's roots go with verify-full only; Npgsql uses them when no file is named.
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
                // Passing over one of these would connect with less protection, or elsewhere, than was asked for.
                throw DatabaseUrl.Bad($"has the parameter {name}, which ClipSearch cannot honour; leave it out");
            default:
                return $"DATABASE_URL has the parameter {Printable(name)}, which ClipSearch does not know and passes over.";
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
            : throw DatabaseUrl.Bad($"has {name}={Printable(value)}; it takes {string.Join(", ", choices.Keys)}");

    private static int Whole(string name, string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw DatabaseUrl.Bad($"has {name}={Printable(value)}; it takes a whole number of seconds, 0 or more");

    private static string Printable(string text)
    {
        var clean = new string([.. text.Take(40).Select(c => char.IsControl(c) ? '?' : c)]);
        return text.Length > 40 ? clean + "…" : clean;
    }
}
