using ClipSearch.Core.Postgres;

namespace ClipSearch.Tests.Postgres;

public sealed class ServerLogTests
{
    [Fact]
    public void The_last_error_is_that_of_the_starting_server_with_its_hint() => Assert.Equal(
        "pre-existing shared memory block (key 1, ID 2) is still in use. Terminate any old server processes.",
        ServerLog.LastError(
            """
            2026-01-01 00:00:00.000 UTC [1] LOG:  starting PostgreSQL
            2026-01-01 00:00:00.001 UTC [1] FATAL:  pre-existing shared memory block (key 1, ID 2) is still in use
            2026-01-01 00:00:00.001 UTC [1] HINT:  Terminate any old server processes.
            2026-01-01 00:00:00.002 UTC [9] FATAL:  terminating connection due to unexpected postmaster exit
            """));

    [Fact]
    public void A_log_without_errors_has_none() =>
        Assert.Null(ServerLog.LastError("2026-01-01 00:00:00.000 UTC [1] LOG:  database system is ready to accept connections"));
}
