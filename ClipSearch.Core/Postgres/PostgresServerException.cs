namespace ClipSearch.Core.Postgres;

/// <summary>
/// The private PostgreSQL cannot be found, made, started or reached; the message is one or two sentences that say what is
/// wrong, where, and what to do.
/// </summary>
public sealed class PostgresServerException(string message, Exception? inner = null) : Exception(message, inner);
