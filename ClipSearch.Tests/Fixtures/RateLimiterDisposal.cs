using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace ClipSearch.Tests.Fixtures;

/// <summary>
/// Disposes the rate limiters of a site, which ASP.NET Core does not: their timers keep all objects of a stopped site alive. A program that
/// runs one site does not notice, but a process that starts hundreds of them would spend half its time on collecting garbage.
/// </summary>
internal sealed class RateLimiterDisposal : IStartupFilter
{
    private const BindingFlags Fields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private RequestDelegate? _first;

    /// <inheritdoc/>
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(first => _first = first);
        next(app);
    };

    /// <summary>Disposes the limiters after the site has stopped.</summary>
    /// <exception cref="InvalidOperationException">The pipeline has no middleware that limits rates.</exception>
    public void Dispose()
    {
        for (var current = _first; current is not null; current = NextOf(current.Target))
        {
            if (current.Target is not { } middleware || middleware.GetType().Name != "RateLimitingMiddleware")
                continue;
            foreach (var limiter in middleware.GetType().GetFields(Fields).Select(field => field.GetValue(middleware)).OfType<IDisposable>())
                limiter.Dispose();
            return;
        }

        throw new InvalidOperationException("The site has no middleware that limits rates.");
    }

    private static RequestDelegate? NextOf(object? middleware) =>
        middleware?.GetType().GetFields(Fields).Select(field => field.GetValue(middleware)).OfType<RequestDelegate>().FirstOrDefault();
}
