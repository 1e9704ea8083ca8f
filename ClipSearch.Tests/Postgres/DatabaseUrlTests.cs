using ClipSearch.Core.Postgres;
using Npgsql;
using Xunit;

namespace ClipSearch.Tests.Postgres;

public sealed class DatabaseUrlTests
{
    private static NpgsqlConnectionStringBuilder Parse(string text) => new(DatabaseUrl.Parse(text).ConnectionString);

    [Theory]
    [InlineData("postgres://ann:s3cret@db.example:6543/photos")]
    [InlineData("postgresql://ann:s3cret@db.example:6543/photos")]
    [InlineData("POSTGRES://ann:s3cret@db.example:6543/photos")]
    [InlineData("  postgres://ann:s3cret@db.example:6543/photos\n")]
    [InlineData("postgres://db.example:6543/photos?user=ann&password=s3cret")]
    [InlineData("postgres:///?host=db.example&port=6543&dbname=photos&user=ann&password=s3cret")]
    [InlineData("Host=db.example;Port=6543;Username=ann;Password=s3cret;Database=photos")]
    public void Every_form_names_the_same_database(string text)
    {
        var builder = Parse(text);

        Assert.Equal("db.example", builder.Host);
        Assert.Equal(6543, builder.Port);
        Assert.Equal("ann", builder.Username);
        Assert.Equal("s3cret", builder.Password);
        Assert.Equal("photos", builder.Database);
        Assert.Equal("database photos on db.example:6543 as ann", DatabaseUrl.Parse(text).Description);
    }

    [Theory]
    [InlineData("p%40ss%3Aw%2Ford", "p@ss:w/ord")]
    [InlineData("a%25b", "a%b")]
    [InlineData("a+b%20c", "a+b c")]
    [InlineData("p@ss", "p@ss")]
    [InlineData("p:ss", "p:ss")]
    [InlineData("%E2%82%AC%C3%A9", "€é")]
    [InlineData("a;b='c\"", "a;b='c\"")]
    [InlineData("#[]{}^|", "#[]{}^|")]
    [InlineData("", null)]
    public void A_password_is_percent_decoded_and_nothing_else(string written, string? meant) =>
        Assert.Equal(meant, Parse($"postgres://u:{written}@h/d").Password);

    [Fact]
    public void User_and_database_are_percent_decoded()
    {
        var builder = Parse("postgres://ann%40site:x@h/my%2Fdb%3F");

        Assert.Equal("ann@site", builder.Username);
        Assert.Equal("my/db?", builder.Database);
    }

    [Theory]
    [InlineData("postgres://u@h/d", "h", 5432)]
    [InlineData("postgres://u@h:/d", "h", 5432)]
    [InlineData("postgres://u@[::1]/d", "::1", 5432)]
    [InlineData("postgres://u@[2001:db8::7]:6000/d", "2001:db8::7", 6000)]
    [InlineData("postgres://u@[fe80::1%25eth0]/d", "fe80::1%eth0", 5432)]
    [InlineData("postgres:///d", "localhost", 5432)]
    [InlineData("postgres://%2Fvar%2Frun%2Fpostgresql/d", "/var/run/postgresql", 5432)]
    [InlineData("postgres:///d?host=/var/run/postgresql&port=5433", "/var/run/postgresql", 5433)]
    public void Host_and_port_are_read_in_all_forms(string url, string host, int port)
    {
        Assert.Equal(host, Parse(url).Host);
        Assert.Equal(port, Parse(url).Port);
    }

    [Fact]
    public void Several_hosts_keep_their_ports_and_target_session_attrs()
    {
        var builder = Parse("postgres://u@a,b:6000,[::1]:7000/d?target_session_attrs=read-write");

        Assert.Equal("a:5432,b:6000,[::1]:7000", builder.Host);
        Assert.Equal("read-write", builder.TargetSessionAttributes);
    }

    [Fact]
    public async Task Target_session_attrs_is_accepted_with_one_host()
    {
        var url = DatabaseUrl.Parse("postgres://u@127.0.0.1:1/d?target_session_attrs=read-write&connect_timeout=2");
        await using var source = NpgsqlDataSource.Create(url.ConnectionString);

        var e = await Assert.ThrowsAsync<NpgsqlException>(async () => await source.OpenConnectionAsync(TestContext.Current.CancellationToken));
        Assert.Contains("connect", e.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void The_default_user_and_database_is_the_system_user()
    {
        var builder = Parse("postgres://h");

        Assert.Equal(Environment.GetEnvironmentVariable("PGUSER") ?? Environment.UserName, builder.Username);
        Assert.Equal(builder.Username, builder.Database);
    }

    [Theory]
    [InlineData("disable", SslMode.Disable)]
    [InlineData("allow", SslMode.Allow)]
    [InlineData("prefer", SslMode.Prefer)]
    [InlineData("require", SslMode.Require)]
    [InlineData("verify-ca", SslMode.VerifyCA)]
    [InlineData("verify-full", SslMode.VerifyFull)]
    public void Sslmode_keeps_its_meaning(string name, SslMode mode) =>
        Assert.Equal(mode, Parse($"postgres://u@h/d?sslmode={name}").SslMode);

    [Fact]
    public void Parameters_of_libpq_are_converted_to_those_of_Npgsql()
    {
        var builder = Parse(
            "postgres://u@h/d?sslmode=verify-full&sslrootcert=/ca.pem&sslcert=/c.pem&sslkey=/k.pem&application_name=my%20app" +
            "&connect_timeout=7&options=-c%20work_mem%3D8MB&channel_binding=require&keepalives=1&keepalives_idle=30&keepalives_interval=5&gssencmode=disable");

        Assert.Equal("/ca.pem", builder.RootCertificate);
        Assert.Equal("/c.pem", builder.SslCertificate);
        Assert.Equal("/k.pem", builder.SslKey);
        Assert.Equal("my app", builder.ApplicationName);
        Assert.Equal(7, builder.Timeout);
        Assert.Equal("-c work_mem=8MB", builder.Options);
        Assert.Equal(ChannelBinding.Require, builder.ChannelBinding);
        Assert.True(builder.TcpKeepAlive);
        Assert.Equal(30, builder.TcpKeepAliveTime);
        Assert.Equal(5, builder.TcpKeepAliveInterval);
        Assert.Equal(GssEncryptionMode.Disable, builder.GssEncryptionMode);
    }

    [Fact]
    public void Unknown_parameters_are_ignored_with_a_warning()
    {
        var url = DatabaseUrl.Parse("postgres://u:s3cret@h/d?pgbouncer=true&schema=public&sslmode=require");

        Assert.Equal(SslMode.Require, new NpgsqlConnectionStringBuilder(url.ConnectionString).SslMode);
        Assert.Equal(2, url.Warnings.Count);
        Assert.Contains("pgbouncer", url.Warnings[0], StringComparison.Ordinal);
        Assert.Contains("schema", url.Warnings[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("localhost")]
    [InlineData("mysql://u:s3cret@h/d")]
    [InlineData("http://u:s3cret@h/d")]
    [InlineData("\"postgres://u:s3cret@h/d\"")]
    [InlineData("postgres://u:s3cret@h:port/d")]
    [InlineData("postgres://u:s3cret@h:0/d")]
    [InlineData("postgres://u:s3cret@h:70000/d")]
    [InlineData("postgres://u:s3cret@::1/d")]
    [InlineData("postgres://u:s3cret@[::1/d")]
    [InlineData("postgres://u:s3cret%4@h/d")]
    [InlineData("postgres://u:s3cret%zz@h/d")]
    [InlineData("postgres://u:s3cret%00@h/d")]
    [InlineData("postgres://u:s3cret%FF@h/d")]
    [InlineData("postgres://u:12/s3cret@h/d")]
    [InlineData("postgres://u:12?s3cret=s3cret@h/d")]
    [InlineData("postgres://u:p@a/s3cret@h/d")]
    [InlineData("postgres://u:s3cret@h/d?sslmode")]
    [InlineData("postgres://u:s3cret@h/d?sslmode=maybe")]
    [InlineData("postgres://u:s3cret@h/d?connect_timeout=soon")]
    [InlineData("postgres://u:s3cret@h/d?sslcrl=/crl.pem")]
    [InlineData("Host=h;Password=a;s3cret=1")]
    [InlineData("Host=h;Port=s3cret")]
    [InlineData("Host=h;SSL Mode=s3cret")]
    [InlineData("Host=h;Password='s3cret")]
    [InlineData("host=h port=5432 password=s3cret")]
    public void An_invalid_URL_is_reported_without_the_password(string text)
    {
        var e = Assert.Throws<FormatException>(() => DatabaseUrl.Parse(text));

        Assert.StartsWith("DATABASE_URL ", e.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_description_and_warnings_do_not_include_the_password()
    {
        var url = DatabaseUrl.Parse("postgres://ann:s3cret@[::1]/photos?s=1");

        Assert.Equal("database photos on [::1]:5432 as ann", url.ToString());
        Assert.DoesNotContain("s3cret", string.Concat(url.Warnings), StringComparison.Ordinal);
    }
}
