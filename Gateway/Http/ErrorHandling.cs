using Footfall.Access;
using Footfall.Collect;
using Microsoft.AspNetCore.Diagnostics;

namespace Footfall.Http;

/// <summary>Gives every failure that no endpoint handled the same JSON form, without a stack trace.</summary>
internal static class ErrorHandling
{
    public static void UseErrorHandling(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = WriteExceptionAsync,
            SuppressDiagnosticsCallback = context => context.Exception is BadHttpRequestException,
        });
        app.UseStatusCodePages(context =>
            ErrorResult.OfStatus(context.HttpContext.Response.StatusCode).ExecuteAsync(context.HttpContext));
    }

    private static Task WriteExceptionAsync(HttpContext context)
    {
        SecurityHeaders.Apply(context);
        EventCors.Apply(context);
        Exception? failure = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        int status = failure is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError;
        return ErrorResult.OfStatus(status).ExecuteAsync(context);
    }
}
