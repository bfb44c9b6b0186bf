using Weir.Core.Errors;
using Weir.Core.Features;

namespace Weir.Gateway.Pipeline;

/// <summary>Step 4. Checks the input by the feature's rules and reports every fault of the body at once.</summary>
internal static class ValidateStep
{
    public static WeirError? Run(CallContext call)
    {
        var faults = call.Request.Faults;
        if (call.Request.Input is not { } element) return faults.ToError();
        var validation = InputValidator.Validate(call.Feature.Input, element);
        foreach (var fault in validation.Faults) faults.Add(fault.Field, fault.Message);
        if (faults.ToError() is { } error) return error;
        call.Input = validation.Input!;
        return null;
    }
}
