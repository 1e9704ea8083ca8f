namespace ClipSearch.Core.Index;

/// <summary>The database answers, but ClipSearch cannot work with it; the message has the remedy.</summary>
public sealed class DatabaseUnusableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The database does not answer now; it may soon.</summary>
public sealed class DatabaseUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
