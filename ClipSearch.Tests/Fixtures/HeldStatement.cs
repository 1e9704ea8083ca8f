using ClipSearch.Tests.Web;
using Npgsql;

namespace ClipSearch.Tests.Fixtures;

/// <summary>Blocks a statement in the database, so that a process is at a known point while it waits for the response.</summary>
internal sealed class HeldStatement : IAsyncDisposable
{
    private const string Waiting =
        "FROM pg_locks WHERE locktype = 'advisory' AND objid = 4711 AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";

    private readonly TestLibrary _library;
    private readonly NpgsqlConnection _holder;

    private HeldStatement(TestLibrary library, NpgsqlConnection holder) => (_library, _holder) = (library, holder);

    /// <param name="library">The library.</param>
    /// <param name="statement">The statement, for instance "INSERT ON photos".</param>
    /// <param name="rows">The rows whose change is blocked: a condition on <c>old</c> and <c>new</c>.</param>
    public static async Task<HeldStatement> OfAsync(TestLibrary library, string statement, string rows = "true")
    {
        await library.SqlAsync(
            $"""
            CREATE FUNCTION hold() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_advisory_xact_lock(4711); RETURN coalesce(new, old); END $$;
            CREATE TRIGGER hold BEFORE {statement} FOR EACH ROW WHEN ({rows}) EXECUTE FUNCTION hold();
            """);
        var holder = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(library.Options.DatabaseUrl) { Pooling = false }.ConnectionString);
        await holder.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand("SELECT pg_advisory_lock(4711)", holder);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return new HeldStatement(library, holder);
    }

    /// <summary>Waits until the statement is blocked.</summary>
    public Task ReachedAsync() => TestSite.UntilAsync(IsWaitingAsync);

    /// <summary>Cancels the statement, as if it had not reached the server.</summary>
    public Task DropAsync() => _library.SqlAsync($"SELECT pg_terminate_backend(pid) {Waiting}");

    /// <summary>Lets the statement and all later ones run.</summary>
    public async ValueTask DisposeAsync()
    {
        await _holder.DisposeAsync();
        await TestSite.UntilAsync(async () => !await IsWaitingAsync());
        await _library.SqlAsync("DROP FUNCTION hold CASCADE");
    }

    private async Task<bool> IsWaitingAsync() => await _library.SqlAsync($"SELECT count(*) {Waiting}") is > 0L;
}
