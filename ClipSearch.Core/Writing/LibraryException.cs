namespace ClipSearch.Core.Writing;

/// <summary>The library cannot be changed as wished. The message says what, where and what to do.</summary>
public sealed class LibraryException(string message, Exception? inner = null) : Exception(message, inner);
